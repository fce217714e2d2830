// An error of a package's own class, made by hand, ends the process, thrown on by the program.
import { later, refuse } from 'things';

await later(1, 1);
try {
  refuse('first', 1);
} catch (error) {
  console.log(error instanceof Error, String(error), (error as { code: number }).code);
  throw error;
}
