#!/usr/bin/python3
"""An OpenID Connect provider for tests: one client, one person, and ways to misbehave.

Prints its port, then serves until its input ends. The mode — what it does wrong — comes from the
path: the issuer is http://localhost:PORT/MODE, so that each test has a provider of its own.
"""
import base64
import hashlib
import hmac
import json
import sys
import threading
import time
import urllib.parse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa, utils

CLIENT, SECRET = "belfry", "a secret: with % and +"
RSA = rsa.generate_private_key(public_exponent=65537, key_size=2048)
OTHER = rsa.generate_private_key(public_exponent=65537, key_size=2048)
EC = ec.generate_private_key(ec.SECP256R1())
ED = ed25519.Ed25519PrivateKey.generate()
codes = {}
asked = {"keys": 0, "description": 0}
rotated = threading.Event()


def b64(data):
    data = data.encode() if isinstance(data, str) else data
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def number(value):
    return b64(value.to_bytes((value.bit_length() + 7) // 8, "big"))


def rsa_key(key, name):
    public = key.public_key().public_numbers()
    return {"kty": "RSA", "kid": name, "use": "sig", "n": number(public.n), "e": number(public.e)}


def key_set(mode):
    point = EC.public_key().public_numbers()
    raw = ED.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
    keys = [
        rsa_key(RSA, "rsa"),
        {"kty": "EC", "crv": "P-256", "kid": "ec", "x": b64(point.x.to_bytes(32, "big")),
         "y": b64(point.y.to_bytes(32, "big"))},
        {"kty": "OKP", "crv": "Ed25519", "kid": "ed", "x": b64(raw)},
        {"kty": "oct", "kid": "shared", "k": b64(SECRET)},
    ]
    if mode == "no-keys":
        return {"keys": "none"}
    if mode == "rotate":
        keys = [rsa_key(OTHER, "new")] if rotated.is_set() else keys
    return {"keys": keys}


def sign(header, claims, key):
    text = b64(json.dumps(header)) + "." + b64(json.dumps(claims))
    raw = text.encode()
    if isinstance(key, bytes):
        signature = hmac.new(key, raw, hashlib.sha256).digest()
    elif isinstance(key, ec.EllipticCurvePrivateKey):
        r, s = utils.decode_dss_signature(key.sign(raw, ec.ECDSA(hashes.SHA256())))
        signature = r.to_bytes(32, "big") + s.to_bytes(32, "big")
    elif isinstance(key, ed25519.Ed25519PrivateKey):
        signature = key.sign(raw)
    elif key is None:
        signature = b""
    else:
        signature = key.sign(raw, padding.PKCS1v15(), hashes.SHA256())
    return text + "." + b64(signature)


def token(mode, issuer, nonce, email, anew):
    now = int(time.time())
    claims = {"iss": issuer, "sub": "subject of " + email, "aud": CLIENT, "iat": now,
              "exp": now + 300, "nonce": nonce, "email": email, "email_verified": True}
    if mode == "says-when":  # who was not asked anew signed in an hour ago
        claims["auth_time"] = now if anew else now - 3600
    elif mode == "deaf":  # does not ask anew
        claims["auth_time"] = now - 3600
    header, key = {"alg": "RS256", "kid": "rsa", "typ": "JWT"}, RSA
    changes = {
        "wrong-issuer": {"iss": issuer + "/other"},
        "wrong-audience": {"aud": "another program"},
        "many-audiences": {"aud": [CLIENT, "another program"]},
        "many-with-party": {"aud": [CLIENT, "another program"], "azp": CLIENT},
        "wrong-party": {"azp": "another program"},
        "expired": {"exp": now - 61, "iat": now - 300},
        "skewed": {"exp": now - 30, "iat": now - 300},
        "future": {"iat": now + 300, "exp": now + 600},
        "wrong-nonce": {"nonce": "another"},
        "no-subject": {"sub": ""},
        "other-subject": {"sub": "somebody else"},
        "no-email": {"email": ""},
        "unverified": {"email_verified": False},
        "unverified-text": {"email_verified": "true"},
    }
    claims.update(changes.get(mode, {}))
    if mode == "es256":
        header, key = {"alg": "ES256", "kid": "ec"}, EC
    elif mode == "eddsa":
        header, key = {"alg": "EdDSA", "kid": "ed"}, ED
    elif mode == "none":
        header, key = {"alg": "none"}, None
    elif mode == "confused":  # the public key of RSA taken for a shared secret
        header = {"alg": "HS256", "kid": "rsa"}
        key = RSA.public_key().public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    elif mode == "shared":
        header, key = {"alg": "HS256", "kid": "shared"}, SECRET.encode()
    elif mode == "other-kind":  # a key of one kind named for another algorithm
        header, key = {"alg": "ES256", "kid": "rsa"}, EC
    elif mode == "unknown-key":
        header, key = {"alg": "RS256", "kid": "unknown"}, OTHER
    elif mode == "forged":
        key = OTHER
    elif mode == "critical":
        header["crit"] = ["exp"]
    elif mode == "rotate" and rotated.is_set():
        header, key = {"alg": "RS256", "kid": "new"}, OTHER
    made = sign(header, claims, key)
    return made[:-2] if mode == "cut" else made


class Provider(BaseHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def answer(self, status, body, headers=()):
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(raw)))
        for name, value in headers:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(raw)

    def place(self):
        parts = urllib.parse.urlsplit(self.path)
        mode, _, rest = parts.path.lstrip("/").partition("/")
        issuer = "http://localhost:%d/%s" % (self.server.server_address[1], mode)
        return mode, "/" + rest, urllib.parse.parse_qs(parts.query), issuer

    def do_GET(self):
        mode, path, query, issuer = self.place()
        if mode == "asked":
            self.answer(200, asked)
        elif mode == "rotate-now":
            rotated.set()
            self.answer(200, {})
        elif path == "/.well-known/openid-configuration":
            asked["description"] += 1
            self.describe(mode, issuer)
        elif path == "/keys":
            asked["keys"] += 1
            self.answer(200, key_set(mode))
        elif path == "/authorize":
            # The person signs in at once; the test says as whom.
            code = b64(hashlib.sha256(self.path.encode()).digest())
            codes[code] = {name: values[0] for name, values in query.items()}
            self.answer(200, {"code": code})
        else:
            self.answer(404, {})

    def describe(self, mode, issuer):
        if mode == "elsewhere":
            self.answer(302, {}, [("Location", issuer.replace("elsewhere", "good") + "/.well-known/openid-configuration")])
        elif mode == "huge":
            self.answer(200, b" " * (1 << 20) + b"{}")
        elif mode == "no-json":
            self.answer(200, b"not JSON")
        elif mode == "no-object":
            self.answer(200, [])
        elif mode == "slow":
            time.sleep(12)
        else:
            said = "http://localhost:1/somebody" if mode == "impostor" else issuer
            keys = "http://169.254.169.254/keys" if mode == "metadata" else issuer + "/keys"
            if mode == "slash":
                said += "/"
            start = {"with-query": issuer + "/authorize?realm=city",
                     "unprotected": "http://login.city.example/authorize"}.get(mode, issuer + "/authorize")
            self.answer(200, {"issuer": said, "authorization_endpoint": start,
                              "token_endpoint": issuer + "/token", "jwks_uri": keys})

    def do_POST(self):
        mode, path, _, issuer = self.place()
        form = urllib.parse.parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        given = {name: values[0] for name, values in form.items()}
        known = codes.pop(given.get("code", ""), None)
        basic = base64.b64decode(self.headers.get("Authorization", "Basic ")[6:]).decode()
        user, _, password = basic.partition(":")
        verifier = b64(hashlib.sha256(given.get("code_verifier", "").encode()).digest())
        fine = (path == "/token" and known is not None and known["code_challenge"] == verifier
                and known["code_challenge_method"] == "S256" and known["response_type"] == "code"
                and known["redirect_uri"] == given.get("redirect_uri")
                and known["client_id"] == CLIENT
                and (mode == "public" or (urllib.parse.unquote(user) == CLIENT
                                          and urllib.parse.unquote(password) == SECRET)))
        if not fine:
            self.answer(400, {"error": "invalid_grant"})
            return
        if mode == "no-token":
            self.answer(200, {"access_token": "unused", "token_type": "Bearer"})
            return
        self.answer(200, {"access_token": "unused", "token_type": "Bearer",
                          "id_token": token(mode, issuer, known["nonce"], known["login_hint"],
                                            known.get("prompt") == "login" and known.get("max_age") == "0")})


server = ThreadingHTTPServer(("127.0.0.1", 0), Provider)
server.daemon_threads = True
threading.Thread(target=server.serve_forever, daemon=True).start()
print(server.server_address[1], flush=True)
sys.stdin.read()
