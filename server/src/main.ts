/** Entry of the language server: stdio, a socket, a pipe or Node's IPC, as the arguments say. */
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { serve } from './server';

serve(createConnection(ProposedFeatures.all));
