/** @typedef {import('../../../src/operations/model.ts').MemberShape} Shape */
/** @typedef {import('../../../src/operations/model.ts').OperationModel} OperationModel */
/** @typedef {Map<string, Set<string>>} Members the operations that have a member, by its name: `PutObjectRequest.Body` */

/**
 * What one version of the SDK says of the S3 API: its operations, what they take and give, with all that is in it, and the
 * values of each enumeration.
 * @typedef {{ operations: Set<string>, inputs: Members, outputs: Members, enums: Map<string, readonly string[]> }} Api
 */

/**
 * Describes the API that a model of it says.
 * @param {readonly Pick<OperationModel, 'name' | 'input' | 'output'>[]} model
 * @param {Api['enums']} enums
 * @returns {Api}
 */
export function describeApi(model, enums) {
  return {
    operations: new Set(model.map(({ name }) => name)),
    inputs: gatherMembers(model.map(({ name, input }) => [name, input])),
    outputs: gatherMembers(model.map(({ name, output }) => [name, output])),
    enums,
  };
}

/**
 * @param {readonly (readonly [operation: string, root: Shape])[]} roots
 * @returns {Members}
 */
function gatherMembers(roots) {
  /** @type {Members} */
  const members = new Map();
  /**
   * @param {string} operation
   * @param {Shape} shape
   */
  const visit = (operation, shape) => {
    for (const { owner, name, shape: inner } of shape.members) {
      const id = `${owner}.${name}`;
      const known = members.get(id) ?? new Set();
      if (!known.has(operation)) {
        members.set(id, known.add(operation));
        visit(operation, inner);
      }
    }
    if (shape.item !== undefined) {
      visit(operation, shape.item);
    }
  };
  for (const [operation, root] of roots) {
    visit(operation, root);
  }
  return members;
}
