; The Windows setup: for one user, without an administrator. build.py calls makensis with
;   -DVERSION=0.1.0 -DPAYLOAD=folder -DFILES=files.nsh -DOUT=明账-0.1.0-setup.exe -DICON=mingzhang.ico [-DQUICK]
; FILES (written by build.py) extracts every file in a fixed order; _internal\installed.txt lists them for removal.
; Exit codes: 0 done, 1 cancelled, 2 failed, 3 Windows too old, 5 the program is running, 6 a newer version is installed.
; Silent: setup.exe /S [/D=C:\folder]  (/D last and without quotation marks).
Unicode true
Target x86-unicode ; a 32-bit stub also starts where our 64-bit program cannot, and says so
!ifdef QUICK
  SetCompressor zlib
!else
  SetCompressor /SOLID lzma
  SetCompressorDictSize 32
!endif
SetDatablockOptimize on
SetOverwrite on
AllowSkipFiles off
CRCCheck on
RequestExecutionLevel user
ManifestSupportedOS Win10
ManifestDPIAware true
ManifestLongPathAware true

!include MUI2.nsh
!include x64.nsh
!include WinVer.nsh
!include WordFunc.nsh
!include TextFunc.nsh
!include LogicLib.nsh

!define NAME "明账"
!define MUTEX "Local\Mingzhang.Window"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\Mingzhang"
!define KIND "Mingzhang.Backup"
!define OLDEST_BUILD 17763 ; Windows 10 1809 and LTSC 2019: what Qt 6.8 needs

Name "${NAME} ${VERSION}"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\Mingzhang"
InstallDirRegKey HKCU "${UNINSTALL}" "InstallLocation"
BrandingText "${NAME} ${VERSION}"
VIProductVersion "${VERSION}.0"
VIAddVersionKey /LANG=2052 "ProductName" "${NAME}"
VIAddVersionKey /LANG=2052 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=2052 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=2052 "FileDescription" "${NAME}安装程序"
VIAddVersionKey /LANG=2052 "CompanyName" "明账开发者"
VIAddVersionKey /LANG=2052 "LegalCopyright" "Apache-2.0"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!ifdef SIDE
  !define MUI_WELCOMEFINISHPAGE_BITMAP "${SIDE}"
!endif
!define MUI_ABORTWARNING
!define MUI_WELCOMEPAGE_TITLE "安装${NAME} ${VERSION}"
!define MUI_WELCOMEPAGE_TEXT "${NAME}是离线使用的政务公开任务台账与年度报告工具。$\r$\n$\r$\n只为当前用户安装，不需要管理员，不联网。已有的旧版本会被替换，台账数据不受影响；升级前请先退出${NAME}。$\r$\n$\r$\n不得在本程序录入涉密信息和工作秘密。"
!define MUI_DIRECTORYPAGE_TEXT_TOP "程序装在下面的文件夹，约 90 MB。台账数据另放，首次启动时选择，不要放在程序文件夹里。"
!define MUI_FINISHPAGE_RUN "$INSTDIR\Mingzhang.exe"
!define MUI_FINISHPAGE_RUN_TEXT "现在打开${NAME}"
!define MUI_FINISHPAGE_TEXT "桌面和开始菜单里有“${NAME}”。双击 .mzbak 备份文件也会用${NAME}打开。"
!define MUI_UNCONFIRMPAGE_TEXT_TOP "只移除程序。台账、报告、佐证材料和备份都留在原来的数据文件夹里，不会删除。"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "SimpChinese"

!macro Stop code words
  MessageBox MB_OK|MB_ICONEXCLAMATION "${words}" /SD IDOK
  SetErrorLevel ${code}
  Quit
!macroend

; ---- is it running? asked of the mutex, then of the files themselves -------------------------------------------------
!macro RefuseWhileOpen file words
  ${If} ${FileExists} "$INSTDIR\${file}"
    ClearErrors
    FileOpen $R1 "$INSTDIR\${file}" a
    ${If} ${Errors}
      !insertmacro Stop 5 "${words}"
    ${EndIf}
    FileClose $R1
  ${EndIf}
!macroend

!macro RefuseWhileRunning what
  System::Call 'kernel32::OpenMutexW(i 0x100000, i 0, w "${MUTEX}") p .R0'
  ${If} $R0 P<> 0
    System::Call 'kernel32::CloseHandle(p R0)'
    !insertmacro Stop 5 "${NAME}正在使用，没有${what}，什么都没有改动。请退出${NAME}后再${what}。"
  ${EndIf}
  !insertmacro RefuseWhileOpen "Mingzhang.exe" "${NAME}正在使用，没有${what}，什么都没有改动。请退出${NAME}后再${what}。"
  !insertmacro RefuseWhileOpen "mingzhang-cli.exe" "${NAME}的命令行程序正在使用，没有${what}，什么都没有改动。请等它结束后再${what}。"
!macroend

; ---- removal by list: never RMDir /r of a folder that a user can put files in ----------------------------------------
!macro RemoveListed un
Function ${un}RemoveListed ; $R8: the folder; $R9: the list (UTF-16), a line each: files, then folders with a backslash at the end
  ClearErrors
  FileOpen $R7 "$R9" r
  IfErrors done
  next: ; the first reading skips the byte order mark by itself
    ClearErrors
    FileReadUTF16LE $R7 $R6
    IfErrors close
    ${${un}TrimNewLines} "$R6" $R6
    StrCmp $R6 "" next
    StrCpy $R5 $R6 "" -1
    ${If} $R5 == "\"
      StrCpy $R6 $R6 -1
      RMDir "$R8\$R6"
    ${Else}
      Delete "$R8\$R6"
    ${EndIf}
    Goto next
  close:
  FileClose $R7
  done:
FunctionEnd
!macroend
!insertmacro RemoveListed ""
!insertmacro RemoveListed "un."

; ---- setting up ------------------------------------------------------------------------------------------------------
Function .onInit
  ${IfNot} ${RunningX64}
    !insertmacro Stop 3 "${NAME}需要 64 位 Windows 10（1809）及以上，这台电脑是 32 位系统，没有安装。"
  ${EndIf}
  ${IfNot} ${AtLeastWin10}
    !insertmacro Stop 3 "${NAME}需要 64 位 Windows 10（1809）及以上，这台电脑的 Windows 版本太旧，没有安装。"
  ${EndIf}
  ${IfNot} ${AtLeastBuild} ${OLDEST_BUILD}
    !insertmacro Stop 3 "${NAME}需要 Windows 10 1809（LTSC 2019）及以上，这台电脑的 Windows 10 版本太旧，没有安装。"
  ${EndIf}
  ReadRegStr $R0 HKCU "${UNINSTALL}" "DisplayVersion"
  ${If} $R0 != ""
    ${VersionCompare} "$R0" "${VERSION}" $R1
    ${If} $R1 == 1
      !insertmacro Stop 6 "已经安装了更新的版本 $R0，没有改动。旧版本打不开新版本保存的数据；确要换回旧版本，请先卸载。"
    ${EndIf}
  ${EndIf}
  !insertmacro RefuseWhileRunning "安装"
FunctionEnd

Function CleanNew
  StrCpy $R8 "$INSTDIR\_new"
  StrCpy $R9 "$INSTDIR\_new\_internal\installed.txt"
  CopyFiles /SILENT "$R9" "$PLUGINSDIR\list.txt"
  StrCpy $R9 "$PLUGINSDIR\list.txt"
  Call RemoveListed
  RMDir "$INSTDIR\_new"
FunctionEnd

; The old program steps aside as a whole; where that cannot be done it steps back and nothing was changed.
!macro Aside name
  ${If} $R4 == ""
  ${AndIf} ${FileExists} "$INSTDIR\${name}"
    ClearErrors
    Rename "$INSTDIR\${name}" "$INSTDIR\_old\${name}"
    ${If} ${Errors}
      StrCpy $R4 "${name}"
    ${EndIf}
  ${EndIf}
!macroend
!macro Back name
  ${If} ${FileExists} "$INSTDIR\_old\${name}"
    Rename "$INSTDIR\_old\${name}" "$INSTDIR\${name}"
  ${EndIf}
!macroend
!macro IntoPlace name
  ClearErrors
  Rename "$INSTDIR\_new\${name}" "$INSTDIR\${name}"
  ${If} ${Errors}
    StrCpy $R4 "${name}"
  ${EndIf}
!macroend
!macro Each macro
  !insertmacro ${macro} "_internal"
  !insertmacro ${macro} "Mingzhang.exe"
  !insertmacro ${macro} "mingzhang-cli.exe"
!macroend

Function RemoveOld
  StrCpy $R8 "$INSTDIR\_old"
  ${If} ${FileExists} "$INSTDIR\_old\_internal\installed.txt"
    CopyFiles /SILENT "$INSTDIR\_old\_internal\installed.txt" "$PLUGINSDIR\old.txt"
    StrCpy $R9 "$PLUGINSDIR\old.txt"
    Call RemoveListed
  ${EndIf}
  RMDir "$INSTDIR\_old"
FunctionEnd

Section "-${NAME}"
  SetShellVarContext current
  InitPluginsDir
  !insertmacro RefuseWhileRunning "安装"
  StrCpy $R4 ""
  Call RemoveOld ; of a set-up that was cut short
  !include "${FILES}" ; into $INSTDIR\_new
  SetOutPath "$INSTDIR"
  CreateDirectory "$INSTDIR\_old"
  !insertmacro Each Aside
  ${If} $R4 != ""
    !insertmacro Each Back
    Call CleanNew
    RMDir "$INSTDIR\_old"
    !insertmacro Stop 5 "“$R4”正被占用（可能是杀毒软件正在检查），没有安装，原来的程序没有改动。请稍等再试。"
  ${EndIf}
  !insertmacro Each IntoPlace
  ${If} $R4 != ""
    !insertmacro Stop 2 "“$R4”没有能够放到位，安装没有完成；台账数据没有改动。请重新运行安装程序。"
  ${EndIf}
  RMDir "$INSTDIR\_new"
  Call RemoveOld

  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortCut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\Mingzhang.exe"
  CreateShortCut "$DESKTOP\${NAME}.lnk" "$INSTDIR\Mingzhang.exe"
  WriteRegStr HKCU "Software\Classes\.mzbak" "" "${KIND}"
  WriteRegStr HKCU "Software\Classes\${KIND}" "" "${NAME}备份"
  WriteRegStr HKCU "Software\Classes\${KIND}\DefaultIcon" "" "$INSTDIR\Mingzhang.exe,0"
  WriteRegStr HKCU "Software\Classes\${KIND}\shell\open\command" "" '"$INSTDIR\Mingzhang.exe" "%1"'
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'

  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "${NAME}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\Mingzhang.exe,0"
  WriteRegStr HKCU "${UNINSTALL}" "Publisher" "明账开发者"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" ${SIZE_KB}
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
SectionEnd

; ---- removing --------------------------------------------------------------------------------------------------------
Function un.onInit
  !insertmacro RefuseWhileRunning "卸载"
FunctionEnd

Section "Uninstall"
  SetShellVarContext current
  InitPluginsDir
  !insertmacro RefuseWhileRunning "卸载"
  CopyFiles /SILENT "$INSTDIR\_internal\installed.txt" "$PLUGINSDIR\list.txt"
  StrCpy $R8 "$INSTDIR"
  StrCpy $R9 "$PLUGINSDIR\list.txt"
  Call un.RemoveListed
  Delete "$SMPROGRAMS\${NAME}.lnk"
  Delete "$DESKTOP\${NAME}.lnk"
  ReadRegStr $R0 HKCU "Software\Classes\.mzbak" ""
  ${If} $R0 == "${KIND}" ; another program may have taken it over
    DeleteRegKey HKCU "Software\Classes\.mzbak"
  ${EndIf}
  DeleteRegKey HKCU "Software\Classes\${KIND}"
  DeleteRegKey HKCU "${UNINSTALL}"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
  Delete "$INSTDIR\uninstall.exe"
  SetOutPath "$TEMP"
  RMDir "$INSTDIR" ; only if nothing of the user's is in it
  DetailPrint "程序已移除。台账、报告、佐证材料和备份留在原来的数据文件夹里，没有删除。"
  MessageBox MB_OK|MB_ICONINFORMATION "程序已移除。$\r$\n$\r$\n台账、报告、佐证材料和备份留在原来的数据文件夹里，没有删除。重新安装后会自动找到。" /SD IDOK
SectionEnd
