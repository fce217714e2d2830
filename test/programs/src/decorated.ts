// Classes that decorators of a package replace: what the program's name for one stands for is the package's class.
import { counted, doubled, named, wrapped } from 'decorators';

type Decorator = (value: never, context: never) => never;

@(named('model') as Decorator)
class Model {
  static registered?: string;
  declare by: string;
  @(doubled as () => never) size = 2;
  @(counted as never) accessor count = 1;
  @(wrapped((text: string) => `<${text}>`) as never) name(): string { return `model ${this.size}`; }
}

const model = new Model();
console.log(model.name(), model.by, model.count, Model.registered, model instanceof Model, Model.name);
model.count = 3;
console.log(model.count, Object.keys(model));
