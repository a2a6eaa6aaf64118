// Screens the bundled example and prints its flow. The example holds two entries that nobody can
// read, on purpose: slr screen lists them and ends with 1, as it would in a real review.
import { main } from "../dist/cli/main.js";

const review = "fixtures/reviews/llm-acceleration";
const run = async (...argv) => {
  console.log(`\n$ slr ${argv.join(" ")}\n`);
  return main(argv);
};

const screened = await run("screen", "-C", review);
const printed = await run("prisma", "-C", review);
process.exitCode = screened === 2 ? 2 : printed;
