@echo off
rem SPDX-License-Identifier: Apache-2.0
rem The agent, with the Java 17 or later of JAVA_HOME.
setlocal
set "ROOT=%~dp0.."
if not defined CUSTODE_AGENT_HOME set "CUSTODE_AGENT_HOME=%ProgramData%\custode-agent"
if not exist "%JAVA_HOME%\bin\java.exe" (
  echo Java 17 or later was not found: JAVA_HOME has to name it. 1>&2
  exit /b 1
)
rem relative paths among the arguments are as the caller means them: the directory stays
"%JAVA_HOME%\bin\java.exe" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xms6m -Xmx32m -Xss256k -XX:MaxMetaspaceSize=48m ^
  -XX:ReservedCodeCacheSize=16m -XX:-UsePerfData -XX:+ExitOnOutOfMemoryError ^
  "-Dcustode.agent.bundles=%ROOT%\lib\osgi" ^
  -cp "%ROOT%\lib\custode-agent.jar;%ROOT%\lib\custode-agent-protocol.jar;%ROOT%\lib\org.apache.felix.framework.jar" ^
  io.custode.agent.internal.Main %*
exit /b %ERRORLEVEL%
