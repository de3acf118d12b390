import { version as productVersion } from '../../../package.json';

/** Version of the product. */
export const version: string = productVersion;
