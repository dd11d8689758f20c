// SPDX-License-Identifier: Apache-2.0
package io.custode.api.agent;

import org.jspecify.annotations.Nullable;

/**
 * Which agents, both conditions together; null means any.
 *
 * @param token those that enrolled with it
 */
public record AgentQuery(Agent.@Nullable State state, @Nullable TokenId token) {}
