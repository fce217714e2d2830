// What a worker of pool.mjs does: takes names of tests, says when one starts, and what came of it.

/** Answers each message, a list of names, with what `compare` gives for each of them. */
export function serve(compare) {
  // Whoever started this is gone.
  process.on('disconnect', () => process.exit());
  process.on('message', async (names) => {
    for (const name of names) {
      process.send({ started: name });
      process.send({ ended: name, runs: await compare(name) });
    }
    process.send({ idle: true });
  });
}
