/** The ARN of a general purpose bucket: https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-arn-format.html */
export function bucketArn(name: string): string {
  return `arn:aws:s3:::${name}`;
}
