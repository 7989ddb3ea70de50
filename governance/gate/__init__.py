"""How rules are declared, run and weighed: registry, policy, context, runner, waivers, baseline."""
