import base64, hashlib, hmac, json, os
from cryptography import x509
from cryptography.hazmat.primitives import hashes, padding as pad
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

certificate = x509.load_pem_x509_certificate(open("certificate.pem", "rb").read())
key = os.urandom(32)
plain = json.dumps({"@odata.type": "#Microsoft.Graph.Message", "id": "AAMk", "subject": "Grüße aus Łódź"}, ensure_ascii=False).encode()
padder = pad.PKCS7(128).padder()
encryptor = Cipher(algorithms.AES(key), modes.CBC(key[:16])).encryptor()
data = encryptor.update(padder.update(plain) + padder.finalize()) + encryptor.finalize()
oaep = padding.OAEP(mgf=padding.MGF1(hashes.SHA1()), algorithm=hashes.SHA1(), label=None)
b64 = lambda b: base64.b64encode(b).decode()
print(json.dumps({
    "data": b64(data),
    "dataKey": b64(certificate.public_key().encrypt(key, oaep)),
    "dataSignature": b64(hmac.new(key, data, hashlib.sha256).digest()),
    "encryptionCertificateId": "vector",
    "encryptionCertificateThumbprint": certificate.fingerprint(hashes.SHA1()).hex().upper(),
}, indent=2))
