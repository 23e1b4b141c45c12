package io.replicator.pipeline.plan;

import io.replicator.typemapping.ValuePolicies;

/** The user's choices that shape a plan. @param targetSchema the schema that receives the tables */
public record PlanSettings(String targetSchema, Names names, ValuePolicies values, PlanChoices choices) {
    public PlanSettings(String targetSchema, Names names, ValuePolicies values) {
        this(targetSchema, names, values, PlanChoices.NONE);
    }
}
