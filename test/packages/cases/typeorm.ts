// TypeORM: entities by decorators, whose classes are the program's.
import 'reflect-metadata';
import { Column, DataSource, Entity, ManyToOne, OneToMany, PrimaryGeneratedColumn, type Relation } from 'typeorm';

@Entity()
class Author {
  @PrimaryGeneratedColumn() id!: number;
  @Column({ type: 'text' }) name!: string;
  @OneToMany(() => Post, (post) => post.author) posts!: Relation<Post[]>;
  get shout(): string { return this.name.toUpperCase(); }
}
@Entity()
class Post {
  @PrimaryGeneratedColumn() id!: number;
  @Column({ type: 'text' }) title!: string;
  @ManyToOne(() => Author, (author) => author.posts) author!: Relation<Author>;
}

const source = new DataSource({ type: 'postgres', url: process.env['PEER']!, entities: [Author, Post], synchronize: true, poolSize: 1, installExtensions: false });
await source.initialize();
const authors = source.getRepository(Author);
const ada = authors.create({ name: 'Ada' });
console.log(ada instanceof Author, ada.shout);
await authors.save(ada);
console.log('id', ada.id);
await source.getRepository(Post).save([{ title: 'one', author: ada }, { title: 'two', author: ada }]);
const found = await authors.findOne({ where: { name: 'Ada' }, relations: { posts: true } });
console.log(found instanceof Author, found?.shout, found?.posts.map(({ title }) => title).sort());
console.log(await source.createQueryBuilder(Post, 'post').leftJoin('post.author', 'author').where('author.name = :name', { name: 'Ada' }).getCount());
await source.transaction(async (manager) => { await manager.delete(Post, { title: 'one' }); });
console.log((await source.getRepository(Post).find()).map((post) => [post instanceof Post, post.title]));
await source.destroy();
