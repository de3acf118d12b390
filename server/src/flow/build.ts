/** From a parsed Python file to its flows. */
import type { Identifier, Module } from '../python/syntax';
import { docstring } from '../python/walk';
import { flowSpecClassMembers } from './catalog/flowSpec';
import { Classes, type ClassInfo, FLOW_SPEC, isFlow } from './classes';
import { readClassDecorators } from './decorators';
import { buildGraph } from './graph';
import { ClassBodies, type Member } from './members';
import type {
  Flow,
  FlowClass,
  FlowFile,
  FlowParameter,
  FlowRole,
  ModuleResolver,
  Step,
  Uncertainty,
} from './model';
import { Names, type SourceFile } from './names';
import { byCodePoint } from './order';
import { calledNames } from './started';
import { spanOf } from './syntaxHelp';

/**
 * All flows of a file. Never throws for any module that the parser made; what can not be read is an uncertainty.
 * @param resolver finds the files of imported base classes; without it they are unresolved bases
 */
export function buildFlowFile(uri: string, module: Module, resolver?: ModuleResolver): FlowFile {
  const names = new Names(resolver);
  const classes = new Classes(names);
  const bodies = new ClassBodies(names, classes);
  const file = names.file(uri, module);
  const infos = file.bindings
    .flatMap((binding) => (binding.kind === 'class' ? [classes.info(file, binding.node)] : []))
    .sort((a, b) => a.node.start - b.node.start);
  const flows = infos.filter((info) => isFlow(info) || mayBeFlow(info, bodies));
  const roles = rolesOf(file, flows);
  return { uri, flows: flows.map((info) => flowOf(names, bodies, info, roles.get(info) ?? 'base')) };
}

/** A class with steps whose base can not be read: most likely a flow, as a mixin needs no such base. */
function mayBeFlow(info: ClassInfo, bodies: ClassBodies): boolean {
  return (
    info.uncertainties.some((uncertainty) => uncertainty.kind === 'unresolved-base') &&
    [...bodies.read(info).members.values()].some((member) => member.kind === 'step')
  );
}

function rolesOf(file: SourceFile, flows: readonly ClassInfo[]): ReadonlyMap<ClassInfo, FlowRole> {
  const called = calledNames(file);
  // Of two classes with one name the later one is what the name stands for.
  const byName = new Map(flows.map((info) => [info.node.name.name, info]));
  const started = new Set([...byName].flatMap(([name, info]) => (called.has(name) ? [info] : [])));
  const extended = new Set(flows.flatMap((info) => info.order.slice(1)));
  return new Map(
    flows.map((info) => {
      const leaf = started.size === 0 && !extended.has(info);
      return [info, started.has(info) ? 'started' : leaf ? 'leaf' : 'base'];
    }),
  );
}

function flowOf(names: Names, bodies: ClassBodies, info: ClassInfo, role: FlowRole): Flow {
  const { file, node } = info;
  const members = new Map<string, { readonly member: Member; readonly from: SourceFile }>();
  const uncertainties: Uncertainty[] = [...info.uncertainties];
  const doubtful = new Map<string, Uncertainty>();
  const inherit = (from: SourceFile, found: Uncertainty): Uncertainty =>
    from === file ? found : { kind: found.kind, span: spanOf(node.name) };
  for (const base of info.order.toReversed()) {
    if (base === FLOW_SPEC) {
      for (const name of flowSpecClassMembers) members.delete(name);
      continue;
    }
    const body = bodies.read(base);
    for (const [name, member] of body.members) {
      members.delete(name);
      members.set(name, { member, from: base.file });
      doubtful.delete(name);
    }
    for (const [name, doubt] of body.doubtful) doubtful.set(name, inherit(base.file, doubt));
    for (const found of body.uncertainties) uncertainties.push(inherit(base.file, found));
    const { decorators, start } = base.node;
    for (const found of readClassDecorators(names, base.file, decorators, start).uncertainties)
      uncertainties.push(inherit(base.file, found));
  }

  const steps = new Map<string, Step>();
  const parameters: FlowParameter[] = [];
  const constants: Identifier[] = [];
  const methods: Identifier[] = [];
  for (const [name, { member }] of [...members].sort(([a], [b]) => byCodePoint(a, b))) {
    if (member.kind === 'step') steps.set(name, member.step);
  }
  for (const { member, from } of members.values()) {
    if (member.kind === 'parameter') parameters.push(member.parameter);
    else if (member.kind === 'constant' && from === file) constants.push(member.name);
    else if (member.kind === 'method' && from === file) methods.push(member.name);
  }
  for (const step of steps.values()) {
    for (const { name } of step.transition?.targets ?? []) {
      // A decorator that can not be read may have made a step of the method that a transition names.
      const doubt = steps.has(name) ? undefined : doubtful.get(name);
      if (doubt && !uncertainties.includes(doubt)) uncertainties.push(doubt);
    }
  }
  const flow: FlowClass = {
    name: node.name.name,
    nameSpan: spanOf(node.name),
    span: spanOf(node),
    header: node.header,
    source: file.uri,
    role,
    doc: docstring(node.body),
    decorators: readClassDecorators(names, file, node.decorators, node.start).decorators,
    steps,
    parameters,
    memberNames: new Set(members.keys()),
    constants,
    methods,
    uncertainties,
  };
  return { flow, graph: buildGraph(steps) };
}
