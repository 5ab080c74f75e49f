@echo off
rem The one entry point on Windows: finds JDK 25, builds on first use, runs the command line.
setlocal enabledelayedexpansion
set "root=%~dp0"
set "root=%root:~0,-1%"
set "app=%root%\.workbook\app"
set "jdk="
for %%d in ("%JAVA_HOME%") do call :look "%%~d"
for /d %%d in ("%ProgramFiles%\Java\*" "%ProgramFiles%\Eclipse Adoptium\*" "%ProgramFiles%\Microsoft\jdk*" "%ProgramFiles%\Zulu\*" "%USERPROFILE%\.jdks\*" "%USERPROFILE%\.sdkman\candidates\java\*") do call :look "%%~d"
if not defined jdk (
    echo No JDK 25 was found. Install one, then: set JAVA_HOME=C:\path\to\jdk-25 1>&2
    exit /b 2
)
set "JAVA_HOME=%jdk%"
if "%~1"=="test" (
    for /f "tokens=1,*" %%a in ("%*") do call mvn -B --file "%root%\pom.xml" verify %%b
    exit /b !errorlevel!
)
if not exist "%app%\workbook.jar" (
    echo Building the workbook, once: this takes about a minute ... 1>&2
    call mvn -q -B --file "%root%\pom.xml" -Dlearner package || exit /b 3
    xcopy /q /i /e /y "%root%\target\lib" "%app%\lib" >nul
    xcopy /q /i /e /y "%root%\target\lessons" "%app%\lessons" >nul
    copy /y "%root%\target\workbook.jar" "%app%\workbook.jar" >nul
)
"%JAVA_HOME%\bin\java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8 --enable-native-access=ALL-UNNAMED "-Dworkbook.root=%root%" -cp "%app%\workbook.jar" workbook.cli.Workbook %*
exit /b %errorlevel%

:look
if defined jdk goto :eof
if not exist "%~1\bin\javac.exe" goto :eof
findstr /b /c:"JAVA_VERSION=\"25" "%~1\release" >nul 2>nul && set "jdk=%~1"
goto :eof
