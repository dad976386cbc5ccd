# Build the program folder and the installer on Windows 10 or newer. Run from the project's root in PowerShell:
#   powershell -ExecutionPolicy Bypass -File packaging\windows\build.ps1
# Needs Python 3.11 (64 bit) and Inno Setup 6 with its Chinese language file.
$ErrorActionPreference = "Stop"
$version = (Select-String -Path pyproject.toml -Pattern '^version = "(.*)"').Matches[0].Groups[1].Value

py -3.11 -m venv build\venv
$python = "build\venv\Scripts\python.exe"
& $python -m pip install --quiet --require-hashes -r packaging\requirements.lock
if ($LASTEXITCODE) { throw "Packages could not be installed." }

& $python packaging\windows\version.py $version > packaging\windows\version.txt
& $python -m PyInstaller --noconfirm --clean --log-level WARN --distpath dist --workpath build\pyinstaller packaging\mingbai.spec
if ($LASTEXITCODE) { throw "The program folder could not be built." }

# The product is started before it is packed: the main job on the sample township, in a folder with a Chinese name.
$trial = Join-Path $env:TEMP "明白 试运行"
$env:QT_QPA_PLATFORM = "offscreen"
& dist\mingbai\mingbai-cli.exe demo --out $trial
if ($LASTEXITCODE) { throw "The built program did not finish the demo." }
Remove-Item -Recurse -Force $trial

Get-ChildItem -Recurse -File dist\mingbai | Get-FileHash -Algorithm SHA256 |
  ForEach-Object { "$($_.Hash.ToLower())  $(Resolve-Path -Relative $_.Path)" } | Set-Content dist\mingbai.sha256
& "${env:ProgramFiles(x86)}\Inno Setup 6\ISCC.exe" /Qp "/DVersion=$version" packaging\windows\mingbai.iss
if ($LASTEXITCODE) { throw "The installer could not be built." }
