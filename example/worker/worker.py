"""Sends the mail that the shop has queued."""

import json
import logging
import urllib.request

import boto3

AWS_ACCESS_KEY_ID = "{{aws-access-key-id}}"
AWS_SECRET_ACCESS_KEY = "{{aws-secret-access-key}}"
SENDGRID_API_KEY = "{{sendgrid-api-key}}"

queue = boto3.client(
    "sqs",
    region_name="eu-central-1",
    aws_access_key_id=AWS_ACCESS_KEY_ID,
    aws_secret_access_key=AWS_SECRET_ACCESS_KEY,
)


def send(message: dict, api_key: str = SENDGRID_API_KEY) -> None:
    request = urllib.request.Request(
        "https://api.sendgrid.com/v3/mail/send",
        data=json.dumps(message).encode(),
        headers={"Authorization": f"Bearer {api_key}", "Content-Type": "application/json"},
    )
    urllib.request.urlopen(request)


def describe(tea: str) -> str:
    request = urllib.request.Request(
        "https://api.openai.com/v1/responses",
        data=json.dumps({"model": "gpt-5-mini", "input": tea}).encode(),
        headers={"Authorization": f"Bearer {{openai-api-key}}"},
    )
    with urllib.request.urlopen(request) as response:
        return json.load(response)["output"][0]["content"][0]["text"]


def run(queue_url: str) -> None:
    while True:
        received = queue.receive_message(QueueUrl=queue_url, WaitTimeSeconds=20)
        for message in received.get("Messages", []):
            logging.info("sending with key %s", SENDGRID_API_KEY)
            send(json.loads(message["Body"]))
            queue.delete_message(QueueUrl=queue_url, ReceiptHandle=message["ReceiptHandle"])


if __name__ == "__main__":
    run("https://sqs.eu-central-1.amazonaws.com/000000000000/mail")
