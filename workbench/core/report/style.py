"""How a report looks, on light and on dark screens and on paper."""

from __future__ import annotations

STYLE = """
:root { color-scheme: light dark; --back: #fff; --ink: #1b1f24; --grid: #d9dee4; --shade: 0, 114, 178; }
@media (prefers-color-scheme: dark) {
  :root { --back: #16191d; --ink: #e8ebee; --grid: #3a424b; --shade: 86, 180, 233; }
  .line, svg .line ~ circle { filter: brightness(1.3); }
}
body { background: var(--back); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; margin: 0; }
main { max-width: 1000px; margin: 0 auto; padding: 24px; }
h1 { font-size: 1.8em; overflow-wrap: anywhere; } h2 { font-size: 1.3em; border-bottom: 1px solid var(--grid); margin-top: 40px; }
section { overflow-x: auto; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: 4px 12px; border-bottom: 1px solid var(--grid); text-align: left; vertical-align: top; }
th[scope=row] { font-weight: normal; }
.figures td, .figures th[scope=col]:not(:first-child) { text-align: right; }
.matrix td, .matrix th[scope=col] { text-align: right; }
.matrix td[style] { background: rgba(var(--shade), calc(var(--share) * 0.45)); }
.charts { display: flex; flex-wrap: wrap; gap: 24px; }
figure { margin: 0; flex: 0 1 460px; min-width: 280px; max-width: 640px; } figcaption { font-weight: bold; }
figure.wide { flex: 1 1 100%; max-width: 100%; overflow-x: auto; }
svg { width: 100%; height: auto; fill: currentColor; font-size: 12px; }
.key svg { flex: none; } .key li { display: flex; align-items: center; }
.grid { stroke: var(--grid); } .line, .sample path { fill: none; }
.key { list-style: none; padding: 0; margin: 0; font-size: 14px; }
.sample { width: 32px; height: 8px; margin-right: 8px; }
.mistakes { list-style: none; padding: 0; display: grid; grid-template-columns: repeat(auto-fill, minmax(220px, 1fr)); gap: 12px; }
.mistakes li { display: flex; gap: 8px; align-items: center; font-size: 14px; }
.mistakes img { width: 64px; height: 64px; object-fit: contain; image-rendering: pixelated; border: 1px solid var(--grid); }
@media print {
  main { max-width: none; padding: 0; }
  h2 { break-after: avoid; }
  section { overflow: visible; }
  figure, tr, li { break-inside: avoid; }
  td { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
"""
