"""Proposes how a file becomes data, and keeps every proposal changeable before anything is imported."""
