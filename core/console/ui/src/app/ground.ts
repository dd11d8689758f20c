// SPDX-License-Identifier: Apache-2.0

/** Of the grounds of each theme (tokens.css) the one on which colours are harder to read. */
export const GROUND = { dark: '#1e2228', light: '#eceef1' };
