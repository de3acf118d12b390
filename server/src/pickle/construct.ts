import { fill } from './fill';
import { op } from './opcodes';
import { globalOf, reduced } from './rebuild';
import { damaged, type Machine, type PickleStack } from './stack';
import { decodeUtf8 } from './strings';
import { newObject, opaque, type PickleValue } from './value';

/** Opcodes that make a value of others on the stack. False for others. */
export function construct(opcode: number, { reader, stack, notes }: Machine): boolean {
  switch (opcode) {
    case op.POP:
      return stack.drop();
    case op.POP_MARK:
      stack.popMark();
      return true;
    case op.DUP:
      return stack.push(stack.top());
    case op.READONLY_BUFFER:
      return true;
    case op.TUPLE:
      return stack.push({ kind: 'tuple', items: stack.popMark() });
    case op.TUPLE1:
      return tuple(stack, 1);
    case op.TUPLE2:
      return tuple(stack, 2);
    case op.TUPLE3:
      return tuple(stack, 3);
    case op.LIST:
      return stack.push({ kind: 'list', items: stack.popMark() });
    case op.FROZENSET:
      return stack.push({ kind: 'frozenset', items: stack.popMark() });
    case op.DICT: {
      const dict: PickleValue = { kind: 'dict', entries: [] };
      fill(dict, stack.popMark());
      return stack.push(dict);
    }
    case op.APPEND:
      return fillTop(stack, [stack.pop()], 'items');
    case op.APPENDS:
    case op.ADDITEMS:
      return fillTop(stack, stack.popMark(), 'items');
    case op.SETITEM: {
      const value = stack.pop();
      return fillTop(stack, [stack.pop(), value], 'entries');
    }
    case op.SETITEMS:
      return fillTop(stack, stack.popMark(), 'entries');
    case op.STACK_GLOBAL: {
      const name = stack.pop();
      const module = stack.pop();
      if (name.kind !== 'str' || module.kind !== 'str') throw damaged();
      return stack.push(globalOf(module.value, name.value));
    }
    case op.REDUCE: {
      const args = stack.pop();
      return stack.push(reduced(stack.pop(), args.kind === 'tuple' ? args.items : [args]));
    }
    case op.NEWOBJ: {
      const args = stack.pop();
      return instance(stack, stack.pop(), args.kind === 'tuple' ? args.items : [args]);
    }
    case op.NEWOBJ_EX: {
      const kwargs = stack.pop();
      const args = stack.pop();
      return instance(stack, stack.pop(), args.kind === 'tuple' ? args.items : [args], kwargs);
    }
    case op.OBJ: {
      const [cls, ...args] = stack.popMark();
      if (cls === undefined) throw damaged();
      return instance(stack, cls, args);
    }
    case op.INST: {
      const module = decodeUtf8(reader.line());
      const cls = globalOf(module, decodeUtf8(reader.line()));
      return instance(stack, cls, stack.popMark());
    }
    case op.BUILD: {
      const state = stack.pop();
      const target = stack.top();
      if (target.kind === 'object') target.state = state;
      else notes.add('A value carries state that its kind cannot have; it is not shown.');
      return true;
    }
    case op.BINPERSID: {
      const id = stack.pop();
      return stack.push(
        opaque(id.kind === 'str' ? `persistent id ${id.value.slice(0, 100)}` : 'persistent id'),
      );
    }
    default:
      return false;
  }
}

function tuple(stack: PickleStack, length: number): true {
  const items: PickleValue[] = [];
  for (let i = 0; i < length; i++) items.unshift(stack.pop());
  return stack.push({ kind: 'tuple', items });
}

function instance(
  stack: PickleStack,
  cls: PickleValue,
  args: readonly PickleValue[],
  kwargs?: PickleValue,
): true {
  const name = cls.kind === 'global' ? cls.name : '(class)';
  return stack.push(newObject(name, args, false, kwargs));
}

function fillTop(stack: PickleStack, values: PickleValue[], as: 'items' | 'entries'): true {
  if (!fill(stack.top(), values, as)) throw damaged();
  return true;
}
