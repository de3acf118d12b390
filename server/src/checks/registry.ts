import type { Check } from './check';
import { ambiguousEnd } from './rules/ambiguousEnd';
import { ambiguousStart } from './rules/ambiguousStart';
import { duplicateBranch } from './rules/duplicateBranch';
import { emptyBranch } from './rules/emptyBranch';
import { emptyForeach } from './rules/emptyForeach';
import { endHasTransition } from './rules/endHasTransition';
import { endIsJoin } from './rules/endIsJoin';
import { incompleteJoin } from './rules/incompleteJoin';
import { invalidNext } from './rules/invalidNext';
import { invalidStepName } from './rules/invalidStepName';
import { joinAndSplit } from './rules/joinAndSplit';
import { joinWithoutSplit } from './rules/joinWithoutSplit';
import { loop } from './rules/loop';
import { missingEnd } from './rules/missingEnd';
import { missingNext } from './rules/missingNext';
import { missingSelf } from './rules/missingSelf';
import { missingStart } from './rules/missingStart';
import { multipleEnds } from './rules/multipleEnds';
import { multipleStarts } from './rules/multipleStarts';
import { noSteps } from './rules/noSteps';
import { numParallelWithoutDecorator } from './rules/numParallelWithoutDecorator';
import { parallelNotJoined } from './rules/parallelNotJoined';
import { parallelWithoutNumParallel } from './rules/parallelWithoutNumParallel';
import { reservedStepName } from './rules/reservedStepName';
import { singleCaseSwitch } from './rules/singleCaseSwitch';
import { startHasIncoming } from './rules/startHasIncoming';
import { switchIntoJoin } from './rules/switchIntoJoin';
import { tooManyArguments } from './rules/tooManyArguments';
import { unjoinedSplit } from './rules/unjoinedSplit';
import { unknownStep } from './rules/unknownStep';
import { unreachableStep } from './rules/unreachableStep';
import { unrelatedJoin } from './rules/unrelatedJoin';

/** All checks, in the order of the documentation: names and roles, single steps, the graph, splits and joins, @parallel. */
export const checks: readonly Check[] = [
  noSteps,
  missingStart,
  missingEnd,
  multipleStarts,
  multipleEnds,
  ambiguousStart,
  ambiguousEnd,
  startHasIncoming,
  endHasTransition,
  endIsJoin,
  reservedStepName,
  invalidStepName,
  missingSelf,
  tooManyArguments,
  joinAndSplit,
  missingNext,
  invalidNext,
  unknownStep,
  singleCaseSwitch,
  loop,
  unreachableStep,
  unjoinedSplit,
  joinWithoutSplit,
  incompleteJoin,
  unrelatedJoin,
  duplicateBranch,
  emptyBranch,
  emptyForeach,
  switchIntoJoin,
  numParallelWithoutDecorator,
  parallelNotJoined,
  parallelWithoutNumParallel,
];
