; Kifua's installer: for one user, without an administrator, and without questions where it is given /S.
;
;   python packaging/windows/installer.py FOLDER OUT      (it tells makensis the version and the kinds of files)
;
; The stub for x86, which is the default, starts on 32-bit Windows too, and can say there why it stops; Wine may lack its
; 32-bit half, and then needs TARGET=amd64-unicode. Uninstalling keeps the history, unless the user says otherwise; so
; does `uninstall.exe /S`, unless /HISTORY follows, which deletes it.

Unicode true
!ifndef TARGET
!define TARGET x86-unicode
!endif
Target ${TARGET}
SetCompressor /SOLID lzma
SetCompressorDictSize 32
RequestExecutionLevel user
ManifestDPIAware true
ManifestSupportedOS all

!include FileFunc.nsh
!include MUI2.nsh
!include WinVer.nsh
!include x64.nsh

!define NAME "Kifua"
!define PROGRAM "kifua-window.exe"
!define CONSOLE "kifua.exe"
!define DOCUMENT "Kifua.Radiograph"
!define CLASSES "Software\Classes"
!define INSTALLED "Software\Microsoft\Windows\CurrentVersion\Uninstall\Kifua"
!define DATA "$LOCALAPPDATA\Kifua" ; as `app/paths.py` has it

Name "${NAME}"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\Kifua"
BrandingText "${NAME} ${VERSION}"
VIProductVersion "${VERSION}.0"
VIAddVersionKey ProductName "${NAME}"
VIAddVersionKey ProductVersion "${VERSION}"
VIAddVersionKey FileVersion "${VERSION}"
VIAddVersionKey FileDescription "${NAME} installer"
VIAddVersionKey LegalCopyright "The Kifua authors, Apache-2.0"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_ABORTWARNING
!define MUI_FINISHPAGE_RUN "$INSTDIR\${PROGRAM}"
!define MUI_WELCOMEPAGE_TEXT "Kifua looks at a child's chest X-ray and says whether it shows signs of pneumonia. \
It is decision support for trained health workers, and no medical device.$\r$\n$\r$\n\
It needs no network and no administrator. An older Kifua is replaced; its history and settings stay.$\r$\n$\r$\n\
Click Install to begin."
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"

!macro STOP_UNLESS_CLOSED
  ; A program that runs cannot be written to.
  retry:
  ClearErrors
  IfFileExists "$INSTDIR\${PROGRAM}" 0 closed
  FileOpen $0 "$INSTDIR\${PROGRAM}" a
  IfErrors open
  FileClose $0
  Goto closed
  open:
  MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "Kifua is open. Close it, then choose Retry." /SD IDCANCEL IDRETRY retry
  SetErrorLevel 2
  Quit
  closed:
!macroend

Function .onInit
  ${IfNot} ${RunningX64}
    MessageBox MB_ICONSTOP "Kifua needs a 64-bit Windows. This computer has a 32-bit Windows, so Kifua cannot run on it." /SD IDOK
    SetErrorLevel 2
    Quit
  ${EndIf}
  ${IfNot} ${AtLeastBuild} 17763
    MessageBox MB_ICONSTOP "Kifua needs Windows 10, version 1809 or newer. Update Windows on this computer, then try again." /SD IDOK
    SetErrorLevel 2
    Quit
  ${EndIf}
  SetRegView 64
FunctionEnd

Function un.onInit
  SetRegView 64
FunctionEnd

!macro OFFER KIND
  WriteRegStr HKCU "${CLASSES}\${KIND}\OpenWithProgids" "${DOCUMENT}" ""
  WriteRegStr HKCU "${CLASSES}\Applications\${PROGRAM}\SupportedTypes" "${KIND}" ""
!macroend

Section
  !insertmacro STOP_UNLESS_CLOSED
  ; What an older version had and this one has not must not stay.
  RMDir /r "$INSTDIR\_internal"
  SetOutPath "$INSTDIR"
  File /r "${DIST}/*.*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortCut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\${PROGRAM}" "" "" "" "" "" "Screen children's chest X-rays for pneumonia"
  CreateShortCut "$DESKTOP\${NAME}.lnk" "$INSTDIR\${PROGRAM}" "" "" "" "" "" "Screen children's chest X-rays for pneumonia"

  ; "Open with Kifua". What opens such files by double click stays as it is.
  WriteRegStr HKCU "${CLASSES}\${DOCUMENT}" "" "Radiograph"
  WriteRegStr HKCU "${CLASSES}\${DOCUMENT}\DefaultIcon" "" "$INSTDIR\${PROGRAM},0"
  WriteRegStr HKCU "${CLASSES}\${DOCUMENT}\shell\open" "FriendlyAppName" "${NAME}"
  WriteRegStr HKCU "${CLASSES}\${DOCUMENT}\shell\open\command" "" '"$INSTDIR\${PROGRAM}" "%1"'
  WriteRegStr HKCU "${CLASSES}\Applications\${PROGRAM}" "FriendlyAppName" "${NAME}"
  WriteRegStr HKCU "${CLASSES}\Applications\${PROGRAM}\shell\open\command" "" '"$INSTDIR\${PROGRAM}" "%1"'
  !define EACH_KIND OFFER
  !include "${KINDS}"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)' ; the kinds of files have changed

  WriteRegStr HKCU "${INSTALLED}" "DisplayName" "${NAME}"
  WriteRegStr HKCU "${INSTALLED}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${INSTALLED}" "DisplayIcon" "$INSTDIR\${PROGRAM},0"
  WriteRegStr HKCU "${INSTALLED}" "Publisher" "The Kifua authors"
  WriteRegStr HKCU "${INSTALLED}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${INSTALLED}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${INSTALLED}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${INSTALLED}" "NoModify" 1
  WriteRegDWORD HKCU "${INSTALLED}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD HKCU "${INSTALLED}" "EstimatedSize" $0
SectionEnd

!macro WITHDRAW KIND
  DeleteRegValue HKCU "${CLASSES}\${KIND}\OpenWithProgids" "${DOCUMENT}"
  DeleteRegKey /ifempty HKCU "${CLASSES}\${KIND}\OpenWithProgids"
  DeleteRegKey /ifempty HKCU "${CLASSES}\${KIND}"
!macroend

Section "Uninstall"
  !insertmacro STOP_UNLESS_CLOSED
  Delete "$SMPROGRAMS\${NAME}.lnk"
  Delete "$DESKTOP\${NAME}.lnk"
  ; Only what was installed: a portable copy's history may lie in this folder too.
  RMDir /r "$INSTDIR\_internal"
  Delete "$INSTDIR\${PROGRAM}"
  Delete "$INSTDIR\${CONSOLE}"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  RMDir "$LOCALAPPDATA\Programs"
  DeleteRegKey HKCU "${INSTALLED}"
  DeleteRegKey HKCU "${CLASSES}\${DOCUMENT}"
  DeleteRegKey HKCU "${CLASSES}\Applications\${PROGRAM}"
  DeleteRegKey /ifempty HKCU "${CLASSES}\Applications"
  !define /redef EACH_KIND WITHDRAW
  !include "${KINDS}"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'

  ; Beside a history that was moved away, settings are all that lies here.
  IfFileExists "${DATA}\history.sqlite3" ask
  Delete "${DATA}\settings*"
  Delete "${DATA}\window.*"
  RMDir "${DATA}"
  Goto done
  ask:
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/HISTORY" $1
  IfErrors 0 delete
  MessageBox MB_YESNO|MB_ICONQUESTION|MB_DEFBUTTON2 "Delete the history and the settings too?$\r$\n$\r$\n\
The history holds what was screened on this computer. Choose No to keep it, for a later Kifua or for your records." \
    /SD IDNO IDNO done
  delete:
  RMDir /r "${DATA}"
  done:
SectionEnd
