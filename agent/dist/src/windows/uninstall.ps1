# SPDX-License-Identifier: Apache-2.0
# Takes this machine out of the platform's care, and the agent off it, as an administrator. With
# -Force also if the platform cannot be told.
param([switch]$Force)
$ErrorActionPreference = 'Stop'
$program = Join-Path $env:ProgramFiles 'Custode Agent'
$task = 'Custode agent'
$env:JAVA_HOME = [Environment]::GetEnvironmentVariable('JAVA_HOME', 'Machine')

Stop-ScheduledTask -TaskName $task
$words = @('uninstall')
if ($Force) { $words += '--force' }
& (Join-Path $program 'bin\custode-agent.cmd') @words
if ($LASTEXITCODE -ne 0) {
  Start-ScheduledTask -TaskName $task
  throw 'Nothing was removed: see above.'
}
Unregister-ScheduledTask -TaskName $task -Confirm:$false
Set-Location $env:SystemDrive\
Remove-Item -Recurse -Force $program
'The agent is gone.'
