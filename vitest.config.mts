import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files of more than five seconds, the longest first. By itself vitest starts with the largest, which says little. */
const LONG = [
  'packages/packages', 'programs/programs', 'transformer/esm', 'transformer/commonjs', 'build/command', 'annotations/annotations', 'build/compilers', 'package/install',
  'build/incremental', 'transparency/transparency', 'fidelity/esm', 'fidelity/commonjs', 'samples/time-dependent', 'samples/user-input', 'samples/network-failure', 'packages/node',
  'packages/load', 'cli/record', 'transformer/modes', 'divergence/divergence', 'order/order', 'cli/options', 'transformer/long', 'build/check',
  'cli/replay', 'audit/places', 'audit/command', 'cli/show', 'build/plugins', 'imports/dynamic-import', 'build/watch', 'samples/race-condition',
  'recording/durability', 'codecs/codecs',
].map((name) => `/test/${name}.test.ts`);

/** Starts long files first, so that no worker is left alone with one at the end. */
class LongestFirst extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => {
      const at = LONG.findIndex((name) => moduleId.replaceAll('\\', '/').endsWith(name));
      return at < 0 ? LONG.length : at;
    };
    return Promise.resolve([...files].sort((a, b) => rank(a) - rank(b)));
  }
}

export default defineConfig({
  test: {
    environment: 'node',
    include: ['test/**/*.test.ts'],
    // Builds and packs the package once; tests run programs against the packed files, as users get them.
    globalSetup: ['test/harness/setup.ts'],
    pool: 'forks',
    maxWorkers: 2,
    // Tests that may run at once wait for processes: two of them keep a core busy.
    maxConcurrency: 2,
    // Programs run in processes of their own, so test files can share theirs: loading the compiler for each takes half a second.
    isolate: false,
    sequence: { sequencer: LongestFirst },
    // A test compiles and runs real programs, on machines that do other things as well.
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
