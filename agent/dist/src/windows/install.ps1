# SPDX-License-Identifier: Apache-2.0
# Installs the agent of this directory, as an administrator, and enrols it:
#   .\install.ps1 -Server https://host:8444 -SecretFile secret
# An agent that is here already is replaced and keeps its identity; then both may be left out.
param([string]$Server, [string]$SecretFile)
$ErrorActionPreference = 'Stop'
$program = Join-Path $env:ProgramFiles 'Custode Agent'
$agentHome = Join-Path $env:ProgramData 'custode-agent'
$task = 'Custode agent'

$java = [Environment]::GetEnvironmentVariable('JAVA_HOME', 'Machine')
if (-not $java -or -not (Test-Path (Join-Path $java 'bin\java.exe'))) {
  throw 'Java 17 or later was not found: set JAVA_HOME for the machine, not for a user.'
}
$env:JAVA_HOME = $java

if (Get-ScheduledTask -TaskName $task -ErrorAction SilentlyContinue) {
  Stop-ScheduledTask -TaskName $task
  Unregister-ScheduledTask -TaskName $task -Confirm:$false
}
if (Test-Path $program) { Remove-Item -Recurse -Force $program }
New-Item -ItemType Directory -Force $program, $agentHome | Out-Null
Copy-Item -Recurse (Join-Path $PSScriptRoot '*') $program
# it holds the key: for the system and administrators (by their SIDs, which no language changes)
icacls $agentHome /inheritance:r /grant:r '*S-1-5-18:(OI)(CI)F' '*S-1-5-32-544:(OI)(CI)F' | Out-Null
if ($LASTEXITCODE -ne 0) { throw "The home $agentHome could not be closed to others." }

if ($Server) {
  & (Join-Path $program 'bin\custode-agent.cmd') enrol --server $Server --secret-file $SecretFile
  if ($LASTEXITCODE -ne 0) { throw 'Installed, and not enrolled: see above.' }
} elseif (-not (Test-Path (Join-Path $agentHome 'identity'))) {
  throw 'Installed, and not enrolled. Call this again with -Server and -SecretFile.'
}
$xml = Get-Content -Raw (Join-Path $program 'custode-agent-task.xml')
Register-ScheduledTask -TaskName $task -Xml $xml | Out-Null
Start-ScheduledTask -TaskName $task
'The agent runs.'
