// SPDX-License-Identifier: Apache-2.0
import './style/fonts.css';
import './wa';
import './style/tokens.css';
import './app/theme';
import { awaitInstall } from './app/install';
import './shell/shell';

awaitInstall();
