"""The installer for Windows, made by Inno Setup. It was written without such a machine and has never been run."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from string import Template

from setup_environment import stop

from bundle.places import BUILD, DIST, FOLDER
from bundle.product import FILE_SUFFIX, FILE_TITLE, IDENTIFIER, NAME, PUBLISHER, TITLE, VERSION, file_name

SCRIPT = BUILD / "workbench.iss"
PROGRAM = f"{NAME}.exe"

TEXT = rf'''
[Setup]
AppId={IDENTIFIER}
AppName={TITLE}
AppVersion={VERSION}
AppPublisher={PUBLISHER}
DefaultDirName={{autopf}}\{TITLE}
DefaultGroupName={TITLE}
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
ChangesAssociations=yes
Compression=lzma2/normal
LZMANumBlockThreads=4
SolidCompression=yes
LicenseFile=$folder\licences\{NAME}\LICENSE
SetupIconFile=$icon
UninstallDisplayIcon={{app}}\{PROGRAM}
OutputDir=$output
OutputBaseFilename=$base_name

[Files]
Source: "$folder\*"; DestDir: "{{app}}"; Flags: recursesubdirs ignoreversion

[Icons]
Name: "{{group}}\{TITLE}"; Filename: "{{app}}\{PROGRAM}"

[Registry]
Root: HKA; Subkey: "Software\Classes\{FILE_SUFFIX}"; ValueType: string; ValueData: "{IDENTIFIER}"; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\{IDENTIFIER}"; ValueType: string; ValueData: "{FILE_TITLE}"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\{IDENTIFIER}\DefaultIcon"; ValueType: string; ValueData: "{{app}}\{PROGRAM},0"
Root: HKA; Subkey: "Software\Classes\{IDENTIFIER}\shell\open\command"; ValueType: string; ValueData: """{{app}}\{PROGRAM}"" ""%1"""

[Run]
Filename: "{{app}}\{PROGRAM}"; Description: "Open {TITLE}"; Flags: nowait postinstall skipifsilent
'''


def make_installer() -> Path:
    """Runs Inno Setup over the folder, and returns the installer."""
    compiler = shutil.which("iscc")
    if compiler is None:
        stop(
            "The installer is made by Inno Setup 6; install it and put the folder with its ISCC.exe on the PATH."
        )
    name = file_name("-setup")
    SCRIPT.write_text(script(name), encoding="utf-8-sig")
    subprocess.run([compiler, "/Qp", str(SCRIPT)], check=True)
    return DIST / f"{name}.exe"


def script(base_name: str) -> str:
    """Returns what Inno Setup reads, for an installer of that name."""
    icon = BUILD / f"{NAME}.ico"
    return Template(TEXT).substitute(folder=FOLDER, icon=icon, output=DIST, base_name=base_name).lstrip()
