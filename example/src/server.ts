import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import express from 'express';
import jwt from 'jsonwebtoken';
import OpenAI from 'openai';
import pg from 'pg';
import { charge } from './payments.ts';

const app = express();
app.use(express.json());

// Storage for the product photos
const s3 = new S3Client({
  region: 'eu-central-1',
  credentials: {
    accessKeyId: '{{aws-access-key-id}}',
    secretAccessKey: '{{aws-secret-access-key}}',
  },
});

const pool = new pg.Pool({ connectionString: '{{postgres-url}}' });

const openai = new OpenAI({ apiKey: '{{openai-api-key}}' });

// TODO: move to environment variables before going to production
const config = {
  jwtSecret: 'teapot-jwt-secret-2026',
  githubToken: '{{github-pat}}',
  // Known good build, see the release notes
  release: '3f0c1d5b9e7a42c68d10be57f2a9c3e46b81d7f0',
  tenant: 'b6a3f2c8-52f1-4f0e-9d43-7a1f6f0d2c11',
  icons: 'sha384-oqVuAfXRKap7fdgcCY5uykM6+R9GqQ8K/uxy9rx7HNQlGYl1kPzQho1wx4JwY8wC',
};

app.use((request, response, next) => {
  response.setHeader('Access-Control-Allow-Origin', '*');
  response.setHeader('Access-Control-Allow-Credentials', 'true');
  next();
});

app.post('/login', async (request, response) => {
  const { email, password } = request.body;
  console.log('login', email, password);
  const found = await pool.query('select id, role from users where email = $1', [email]);
  const user = found.rows[0];
  if (!user) return response.status(401).end();
  const token = jwt.sign({ id: user.id, role: user.role }, config.jwtSecret);
  response.cookie('session', token);
  response.json({ token });
});

app.post('/orders', async (request, response) => {
  const receipt = await charge(request.body.amount, request.body.card);
  await s3.send(new PutObjectCommand({ Bucket: 'teapot-receipts', Key: receipt.id, Body: JSON.stringify(receipt) }));
  response.json(receipt);
});

app.post('/describe', async (request, response) => {
  const answer = await openai.responses.create({ model: 'gpt-5-mini', input: `Describe this tea: ${request.body.name}` });
  response.json({ text: answer.output_text });
});

app.get('/releases', async (_request, response) => {
  const releases = await fetch('https://api.github.com/repos/teapot/shop/releases', {
    headers: { Authorization: `Bearer ${config.githubToken}` },
  });
  response.json(await releases.json());
});

app.listen(3000);
