/** The part of a package-lock.json entry that our checks read. */
export type LockedPackage = {
  version?: string;
  dev?: boolean;
  optional?: boolean;
  os?: string[];
  cpu?: string[];
  libc?: string[];
  engines?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
};

/** A build for some system that a locked package asks for and the lock file does not hold. */
export type MissingBuild = { name: string; version: string; wantedBy: LockedPackage };

/** `npm ci` refuses a lock file in which one of these is missing, also on machines that would never install it. */
export function listMissingBuilds(packages: Record<string, LockedPackage>): MissingBuild[] {
  return Object.entries(packages).flatMap(([folder, wantedBy]) =>
    Object.entries(wantedBy.optionalDependencies ?? {})
      .filter(([name]) => packages[`node_modules/${name}`] === undefined)
      .filter(([name]) => packages[`${folder}/node_modules/${name}`] === undefined)
      .map(([name, version]) => ({ name, version, wantedBy })),
  );
}
