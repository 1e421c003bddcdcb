"""From the model's input to a verdict: bundle, engine, decision, evidence map."""
