import * as reprise from 'reprise';
import { passthrough, record } from 'reprise';
export const load = record(async (path: string) => { //= record(load) | reprise.record | effect
  return [eval(path), await fetch(path)]; //= eval | eval | effect in record ;; fetch | fetch | effect in record
});
export class Service {
  @record //= @record read | reprise.record | effect
  read(): number {
    return Date.now(); //= Date.now | Date.now | value in record
  }
  @reprise.passthrough //= @passthrough write | reprise.passthrough | pure
  write(): void {
    console.log('x'); //= console.log | console.log | effect in passthrough
  }
}
function elsewhere(): unknown {
  return eval('1'); //= eval | eval | uncovered:eval
}
export const other = passthrough(elsewhere); //= passthrough(elsewhere) | reprise.passthrough | pure
/** @record */
export const commented = async (at: number = Date.now()): Promise<unknown> => { //= @record commented | reprise.record | effect ;; Date.now | Date.now | value in record
  count++; //= count | outer-write | uncovered:outer-write in record
  return fetch(`http://localhost/${at}`); //= fetch | fetch | effect in record
};
let count = 0;
