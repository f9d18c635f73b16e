"""A real mail server for tests: aiosmtpd on a free port of this machine.

    python3 smtp_server.py FOLDER none|starttls|tls [NAME PASSWORD]

Prints `PORT` and then serves until its standard input ends. Each message it takes is written to
FOLDER/1.eml, FOLDER/2.eml, …, the envelope in the first two lines. FOLDER/certificate.pem is what a
client has to trust. A message to nobody@… is refused.
"""
import logging
import pathlib
import ssl
import subprocess
import sys

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult

folder, security = pathlib.Path(sys.argv[1]), sys.argv[2]
account = tuple(text.encode() for text in sys.argv[3:5])
logging.getLogger("mail.log").setLevel(logging.CRITICAL)


class Keep:
    count = 0

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("nobody@"):
            return "550 5.1.1 No such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.count += 1
        head = f"{envelope.mail_from}\n{','.join(envelope.rcpt_tos)}\n".encode()
        part = folder / "part"
        part.write_bytes(head + envelope.content)
        part.rename(folder / f"{self.count}.eml")
        return "250 OK"


def sign_in(server, session, envelope, mechanism, data):
    return AuthResult(success=(data.login, data.password) == account, handled=False)


def context():
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
         "-nodes", "-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost",
         "-keyout", key, "-out", certificate],
        check=True, capture_output=True)
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.load_cert_chain(certificate, key)
    return made


class Server(Controller):
    def factory(self):
        inside = context() if security == "starttls" else None
        return SMTP(self.handler, tls_context=inside, require_starttls=inside is not None,
                    authenticator=sign_in, auth_required=bool(account),
                    auth_require_tls=security == "starttls", enable_SMTPUTF8=True)

    def _trigger_server(self):
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


server = Server(Keep(), hostname="127.0.0.1", port=0,
                ssl_context=context() if security == "tls" else None)
server.start()
print(server.port, flush=True)
sys.stdin.read()
server.stop()
