// SPDX-License-Identifier: Apache-2.0
// The console's worker: its pages without a connection, and what the platform sends to this browser.
import './shell';
import './push';
