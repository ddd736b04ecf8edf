//! The ten common calls by the AWS SDK for Rust.
use std::env;
use std::error::Error;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use aws_credential_types::Credentials;
use aws_sdk_s3::config::retry::RetryConfig;
use aws_sdk_s3::config::{BehaviorVersion, Builder, Region};
use aws_sdk_s3::presigning::{PresignedRequest, PresigningConfig};
use aws_sdk_s3::primitives::ByteStream;
use aws_sdk_s3::types::{CompletedMultipartUpload, CompletedPart, Delete, ObjectIdentifier};
use aws_sdk_s3::Client;

type Done<T = ()> = Result<T, Box<dyn Error>>;

const SMALL: [u8; 1024] = [b's'; 1024];

fn client() -> Done<Client> {
    let keys = Credentials::new(
        env::var("AWS_ACCESS_KEY_ID")?,
        env::var("AWS_SECRET_ACCESS_KEY")?,
        None,
        None,
        "environment",
    );
    let config = Builder::new()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new(env::var("AWS_REGION")?))
        .endpoint_url(env::var("AWS_ENDPOINT_URL")?)
        .force_path_style(true)
        .retry_config(RetryConfig::disabled())
        .credentials_provider(keys);
    Ok(Client::from_conf(config.build()))
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Done {
    let bucket = env::var("DIALECT_BUCKET")?;
    let s3 = client()?;
    s3.put_object()
        .bucket(&bucket)
        .key("put")
        .metadata("owner", "me")
        .body(ByteStream::from_static(&SMALL))
        .send()
        .await?;
    s3.head_object().bucket(&bucket).key("put").send().await?;
    read(&s3, &bucket, "put").await?;
    s3.copy_object()
        .bucket(&bucket)
        .key("copy")
        .copy_source(format!("{bucket}/put"))
        .send()
        .await?;
    let mut pages = s3.list_objects_v2().bucket(&bucket).max_keys(1).into_paginator().send();
    while let Some(page) = pages.next().await {
        page?;
    }
    upload_in_parts(&s3, &bucket).await?;
    let stream = ByteStream::from_path(env::var("DIALECT_LARGE_FILE")?).await?;
    s3.put_object().bucket(&bucket).key("stream").body(stream).send().await?;
    read(&s3, &bucket, "stream").await?;
    presign(&s3, &bucket).await?;
    s3.delete_object().bucket(&bucket).key("copy").send().await?;
    let mut objects = Delete::builder();
    for key in ["put", "parts", "stream", "presigned"] {
        objects = objects.objects(ObjectIdentifier::builder().key(key).build()?);
    }
    s3.delete_objects().bucket(&bucket).delete(objects.build()?).send().await?;
    Ok(())
}

async fn read(s3: &Client, bucket: &str, key: &str) -> Done {
    s3.get_object().bucket(bucket).key(key).send().await?.body.collect().await?;
    Ok(())
}

async fn upload_in_parts(s3: &Client, bucket: &str) -> Done {
    let begun = s3.create_multipart_upload().bucket(bucket).key("parts").send().await?;
    let upload = begun.upload_id().ok_or("no upload id")?;
    let mut parts = CompletedMultipartUpload::builder();
    for (number, body) in [(1, vec![b'p'; 5 << 20]), (2, SMALL.to_vec())] {
        let part = s3
            .upload_part()
            .bucket(bucket)
            .key("parts")
            .upload_id(upload)
            .part_number(number)
            .body(ByteStream::from(body))
            .send()
            .await?;
        let done = CompletedPart::builder().part_number(number).set_e_tag(part.e_tag);
        parts = parts.parts(done.build());
    }
    s3.complete_multipart_upload()
        .bucket(bucket)
        .key("parts")
        .upload_id(upload)
        .multipart_upload(parts.build())
        .send()
        .await?;
    Ok(())
}

async fn presign(s3: &Client, bucket: &str) -> Done {
    let hour = || PresigningConfig::expires_in(Duration::from_secs(3600));
    let put = s3.put_object().bucket(bucket).key("presigned").presigned(hour()?).await?;
    send(&put, &SMALL)?;
    let get = s3.get_object().bucket(bucket).key("presigned").presigned(hour()?).await?;
    send(&get, &[])
}

/// Follows a presigned link, without the SDK.
fn send(link: &PresignedRequest, body: &[u8]) -> Done {
    let (host, path) = link
        .uri()
        .strip_prefix("http://")
        .and_then(|rest| rest.split_once('/'))
        .ok_or("the endpoint is no http://HOST")?;
    let mut head = format!("{} /{path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n", link.method());
    for (name, value) in link.headers() {
        if !name.eq_ignore_ascii_case("host") && !name.eq_ignore_ascii_case("content-length") {
            head += &format!("{name}: {value}\r\n");
        }
    }
    if !body.is_empty() {
        head += &format!("Content-Length: {}\r\n", body.len());
    }
    let mut connection = TcpStream::connect(host)?;
    connection.write_all(head.as_bytes())?;
    connection.write_all(b"\r\n")?;
    connection.write_all(body)?;
    let mut answer = Vec::new();
    connection.read_to_end(&mut answer)?;
    if answer.starts_with(b"HTTP/1.1 200 ") {
        Ok(())
    } else {
        Err(format!("{}: {}", link.method(), String::from_utf8_lossy(&answer)).into())
    }
}
