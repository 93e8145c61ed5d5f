# The setup on a Windows PC: needs Git, CPython 3.11 (py -3.11, or -Python with its place) and NSIS 3.08 or newer.
#   powershell -ExecutionPolicy Bypass -File installer\build.ps1 -Licences FOLDER [-Python python.exe] [-Quick] [-Twice]
# FOLDER holds the texts GPL-3, LGPL-3 and LGPL-2.1, which Debian keeps in /usr/share/common-licenses.
param([string]$Licences = "", [string]$Python = "", [switch]$Quick, [switch]$Twice)
$ErrorActionPreference = "Stop"
$env:PYTHONUTF8 = "1"
$words = @((Join-Path $PSScriptRoot "build.py"))
if ($Licences) { $words += @("--licences", $Licences) }
if ($Quick) { $words += "--quick" }
if ($Twice) { $words += "--twice" }
if ($Python) { & $Python @words } else { & py -3.11 @words }
exit $LASTEXITCODE
