// Active records: classes of the program that extend a package's, whose static methods work on the class they are called on.
import knexClient from 'knex';
import { Model as Row, ValidationError } from 'objection';
import { DataTypes, Model, Op, Sequelize, type Model as Instance } from 'sequelize';

const url = process.env['PEER']!;
const sequelize = new Sequelize(url, { dialect: 'postgres', logging: false, pool: { max: 1 }, dialectOptions: { ssl: false } });
class User extends Model {
  declare id: number;
  declare name: string;
  declare age: number;
  static grown = 18;
  get loud(): string { return this.name.toUpperCase(); }
  static adults(): Promise<User[]> { return this.findAll({ where: { age: { [Op.gte]: this.grown } }, order: ['name'] }); }
}
User.init({ name: { type: DataTypes.STRING, validate: { len: [2, 10] } }, age: DataTypes.INTEGER }, { sequelize, modelName: 'user', timestamps: false, hooks: { beforeCreate: (user) => { console.log('before', (user as User).name); } } });
class Post extends Model {}
Post.init({ title: DataTypes.STRING }, { sequelize, modelName: 'post', timestamps: false });
User.hasMany(Post);
Post.belongsTo(User);
await sequelize.sync();
const ann = await User.create({ name: 'ann', age: 30 });
await User.bulkCreate([{ name: 'bob', age: 10 }, { name: 'cat', age: 20 }]);
console.log(ann.id, ann.loud, ann instanceof User, ann instanceof Model, (await User.adults()).map(({ loud }) => loud));
await (ann as unknown as { createPost(values: object): Promise<unknown> }).createPost({ title: 'one' });
const found = await User.findByPk(1, { include: Post }) as unknown as { posts: { title: string }[] } & Instance;
console.log(found.posts.map(({ title }) => title), JSON.stringify(found));
try {
  await User.create({ name: 'x', age: 1 });
} catch (error) {
  console.log((error as Error).name, (error as Error).message);
}
ann.age = 31;
await ann.save();
console.log((await User.findOne({ where: { name: 'ann' } }))?.age, ann.changed());
await sequelize.close();

const knex = knexClient({ client: 'pg', connection: url, pool: { min: 0, max: 1 } });
Row.knex(knex);
class Person extends Row {
  id!: number;
  name!: string;
  static override tableName = 'person';
  static override get relationMappings() { return { pets: { relation: Row.HasManyRelation, modelClass: Pet, join: { from: 'person.id', to: 'pet.owner' } } }; }
  static override jsonSchema = { type: 'object', required: ['name'], properties: { name: { type: 'string' } } };
  greet(): string { return `hi ${this.name}`; }
  override $beforeInsert(): void { this.name = this.name.trim(); }
}
class Pet extends Row { static override tableName = 'pet'; }
await knex.schema.createTable('person', (t) => { t.increments(); t.string('name'); });
await knex.schema.createTable('pet', (t) => { t.increments(); t.string('called'); t.integer('owner'); });
const added = await Person.query().insert({ name: ' ann ' });
console.log(added.greet(), added instanceof Person, added.id);
await Person.query().insertGraph({ name: 'bob', pets: [{ called: 'x' }, { called: 'y' }] } as object);
console.log((await Person.query().withGraphFetched('pets').orderBy('id') as unknown as (Person & { pets: Pet[] })[]).map((person) => [person.greet(), person.pets.length]));
try {
  await Person.query().insert({});
} catch (error) {
  console.log(error instanceof ValidationError, (error as Error).message);
}
await knex.destroy();
