import { withGoal } from "../world/arranged.ts";
import { open } from "../world/places.ts";
import { said } from "../world/said.ts";
import { expect, test } from "../world/test.ts";
