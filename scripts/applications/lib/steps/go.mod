module s3tester/scripts/applications/lib/steps

go 1.24
