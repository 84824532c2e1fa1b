// Builds the interface into dist/.
import { build } from "vite";

await build();

// The worker of the words' compiler would keep the process for another half minute.
process.exit(0);
