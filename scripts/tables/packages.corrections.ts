/**
 * What the sources of `packages.ts` lack: packages that exist and programs of today use, named from their own
 * documentation. By the name that is imported, the one that is installed.
 */
export const alsoImported: Readonly<Record<string, string>> = {
  agents: 'openai-agents',
  allauth: 'django-allauth',
  atlassian: 'atlassian-python-api',
  aws_cdk: 'aws-cdk-lib',
  bitcoin: 'python-bitcoinlib',
  cupy: 'cupy-cuda12x',
  detectron2: 'detectron2',
  factory: 'factory-boy',
  faust: 'faust-streaming',
  graph_tool: 'graph-tool',
  grpc: 'grpcio',
  guidance: 'guidance',
  haiku: 'dm-haiku',
  knox: 'django-rest-knox',
  newspaper: 'newspaper3k',
  opensearchpy: 'opensearch-py',
  picamera: 'picamera',
  pwn: 'pwntools',
  pythoncom: 'pywin32',
  RPi: 'rpi-gpio',
  strawberry: 'strawberry-graphql',
  talib: 'ta-lib',
  tortoise: 'tortoise-orm',
  vaex: 'vaex',
  vcr: 'vcrpy',
  weaviate: 'weaviate-client',
  win32com: 'pywin32',
  zipline: 'zipline-reloaded',
};

/** Packages of npm. */
export const alsoNpm: readonly string[] = (
  '@supabase/auth-helpers-nextjs @supabase/auth-helpers-react @clerk/nextjs @clerk/clerk-sdk-node @ionic/storage ' +
  '@capacitor/storage @vercel/postgres @fastify/session @hapi/jwt @adonisjs/core @strapi/strapi arctic chromadb ' +
  'client-oauth2 directus dotenv-safe elysia keycloak-connect koa-jwt lucia nookies oslo paseto payload ' +
  'pinia-plugin-persist react-native-encrypted-storage strapi together-ai'
).split(' ');
