/** Whether Metaflow allows it as a step name (metaflow/lint.py: check_step_names, 2.19.38). */
export function isValidName(name: string): boolean {
  return /^[a-z0-9][a-z0-9_]*$/.test(name);
}

/** The name in snake case, which is valid unless it is empty. */
export function validName(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[^a-z0-9_]/g, '')
    .replace(/^_+/, '');
}
