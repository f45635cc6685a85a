#!/usr/bin/env bash
# Puts the current commit on the server.
set -euo pipefail

export GITHUB_TOKEN={{github-pat}}
export DATABASE_URL="{{postgres-url}}"

revision=$(git rev-parse HEAD)
curl -sSf -H "Authorization: Bearer $GITHUB_TOKEN" \
  "https://api.github.com/repos/teapot/shop/commits/$revision/status" > status.json

ssh -i deploy/deploy_key -o StrictHostKeyChecking=no deploy@shop.example.com "
  cd /srv/teapot && git fetch && git checkout $revision
  chmod -R 777 /srv/teapot/uploads
  docker compose up -d --build
"
