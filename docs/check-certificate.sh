#!/bin/sh
# Checks the signature of a certificate, or of a checkpoint, with OpenSSL 3 alone.
#
#   sh check-certificate.sh CERTIFICATE PUBLIC_KEY.pem
#
# A certificate is one line: {"body":{...},"key":"<64 hex digits>","signature":"<base64>"}
# The signature is Ed25519 over the bytes of the body. The public key comes from 'aviary audit public-key';
# of several keys in it, the one whose fingerprint the certificate names is used.
# Exit code 0: genuine; 1: not; 2: cannot tell.
set -eu
[ $# -eq 2 ] || { echo "usage: $0 CERTIFICATE PUBLIC_KEY.pem" >&2; exit 2; }
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
form='^{"body":\({.*}\),"key":"\([0-9a-f]\{64\}\)","signature":"\([A-Za-z0-9+/]*=*\)"}$'
[ "$(wc -l < "$1")" -le 1 ] && LC_ALL=C grep -q "$form" "$1" || { echo "$1 is not a certificate"; exit 1; }
LC_ALL=C sed "s/$(printf %s "$form" | sed 's:/:\\/:g')/\\1/" "$1" | tr -d '\n' > "$scratch/body"
named=$(LC_ALL=C sed "s/$(printf %s "$form" | sed 's:/:\\/:g')/\\2/" "$1")
LC_ALL=C sed "s/$(printf %s "$form" | sed 's:/:\\/:g')/\\3/" "$1" | openssl base64 -d -A > "$scratch/signature"

awk -v d="$scratch" '/BEGIN PUBLIC KEY/ { n++ } n { print > (d "/key" n ".pem") }' "$2"
for key in "$scratch"/key*.pem; do
  print=$(openssl pkey -pubin -in "$key" -outform DER 2>/dev/null | openssl dgst -sha256 -r | cut -d' ' -f1)
  [ "$print" = "$named" ] || continue
  if openssl pkeyutl -verify -pubin -inkey "$key" -rawin -in "$scratch/body" -sigfile "$scratch/signature" >/dev/null 2>&1
  then echo "genuine: signed by $named"; exit 0
  else echo "NOT genuine: changed, or not signed by $named"; exit 1
  fi
done
echo "NOT genuine: $2 has no key $named"; exit 1
