// SPDX-License-Identifier: Apache-2.0
import '../style/fonts.css';
import '../style/tokens.css';
import '../app/theme';
import './portal';
