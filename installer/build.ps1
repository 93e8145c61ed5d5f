# The setup on a Windows PC: needs Git, CPython 3.11 (py -3.11) and NSIS 3.08 or newer.
#   powershell -ExecutionPolicy Bypass -File installer\build.ps1 [-Licences FOLDER] [-Quick]
param([string]$Licences = "", [switch]$Quick, [switch]$Twice)
$ErrorActionPreference = "Stop"
$env:PYTHONUTF8 = "1"
$words = @("-3.11", (Join-Path $PSScriptRoot "build.py"))
if ($Licences) { $words += @("--licences", $Licences) }
if ($Quick) { $words += "--quick" }
if ($Twice) { $words += "--twice" }
& py @words
exit $LASTEXITCODE
