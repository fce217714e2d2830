// Notes of classes that extend a package's: that the package asks for them, up to its own class, is nothing the program does.
import 'notes';
import { Base, scan } from 'scanner';

const { defineMetadata } = Reflect as unknown as { defineMetadata(key: string, value: unknown, target: object): void };

class Job extends Base {}
class Clerk extends Job {}
class Guard extends Base {}
defineMetadata('role', 'guard', Guard);
defineMetadata('role', 'job', Job.prototype);
void (async () => {
  console.log(await scan([Job, Clerk, Guard]));
  console.log(await scan([Guard, Job]));
})();
