"""What a file is made of: encoding, delimiter, header, records. No contract types yet."""
