; Inno Setup 6 script. Installs for one user without administrator rights; data lies elsewhere and stays when the program goes.
; Built by build.ps1, which passes /DVersion=… from pyproject.toml.
#ifndef Version
  #error Version is given by build.ps1
#endif

[Setup]
AppId={{6B0C8E5F-2C55-4E0B-9A6E-5E1B7A0E3D41}
AppName=明白
AppVersion={#Version}
AppPublisher=The Mingbai developers
DefaultDirName={autopf}\Mingbai
DefaultGroupName=明白
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
OutputDir=..\..\dist
OutputBaseFilename=mingbai-{#Version}-setup
SetupIconFile=..\icons\mingbai.ico
UninstallDisplayIcon={app}\mingbai.exe
LicenseFile=..\..\LICENSE
Compression=lzma2/max
SolidCompression=yes
WizardStyle=modern
ChangesAssociations=yes

[Languages]
Name: "zh"; MessagesFile: "compiler:Languages\ChineseSimplified.isl"

[Files]
Source: "..\..\dist\mingbai\*"; DestDir: "{app}"; Flags: recursesubdirs ignoreversion

[InstallDelete]
; An older release's libraries must not stay beside the new ones.
Type: filesandordirs; Name: "{app}\_internal"

[Icons]
Name: "{group}\明白"; Filename: "{app}\mingbai.exe"
Name: "{autodesktop}\明白"; Filename: "{app}\mingbai.exe"; Tasks: desktopicon

[Tasks]
Name: "desktopicon"; Description: "在桌面上放一个图标"

[Registry]
Root: HKA; Subkey: "Software\Classes\.mingbai"; ValueType: string; ValueData: "Mingbai.Bundle"; Flags: uninsdeletevalue uninsdeletekeyifempty
Root: HKA; Subkey: "Software\Classes\Mingbai.Bundle"; ValueType: string; ValueData: "明白同步包"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\Mingbai.Bundle\DefaultIcon"; ValueType: string; ValueData: "{app}\mingbai.exe,0"
Root: HKA; Subkey: "Software\Classes\.mingbai-receipt"; ValueType: string; ValueData: "Mingbai.Receipt"; Flags: uninsdeletevalue uninsdeletekeyifempty
Root: HKA; Subkey: "Software\Classes\Mingbai.Receipt"; ValueType: string; ValueData: "明白回执"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\Mingbai.Receipt\DefaultIcon"; ValueType: string; ValueData: "{app}\mingbai.exe,0"

[Run]
Filename: "{app}\mingbai.exe"; Description: "现在打开明白"; Flags: nowait postinstall skipifsilent
