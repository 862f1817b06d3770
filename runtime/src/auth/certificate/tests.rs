//! What is read, what is refused, and with which words.

use std::sync::OnceLock;
use std::time::{Duration, UNIX_EPOCH};

use base64::{Engine as _, prelude::BASE64_STANDARD};
use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair, PKCS_ECDSA_P256_SHA256,
    PKCS_RSA_SHA256, date_time_ymd,
};

use super::*;

/// A certificate that is good for a while.
pub(crate) fn certificate() -> Certificate {
    let (certificate, key) = pem(|_| {});
    Certificate::from_pem_pair(certificate, key).unwrap()
}

/// One of two keys of this process, since it takes a while to make one.
fn key(which: usize) -> KeyPair {
    static KEYS: [OnceLock<String>; 2] = [const { OnceLock::new() }; 2];
    let pem = KEYS[which].get_or_init(|| KeyPair::generate_for(&PKCS_RSA_SHA256).unwrap().serialize_pem());
    KeyPair::from_pem(pem).unwrap()
}

/// A self-signed certificate and its key, in PEM.
fn pem(change: impl FnOnce(&mut CertificateParams)) -> (String, String) {
    let key = key(0);
    (named("app", change).self_signed(&key).unwrap().pem(), key.serialize_pem())
}

/// What a certificate of this name says.
fn named(name: &str, change: impl FnOnce(&mut CertificateParams)) -> CertificateParams {
    let mut params = CertificateParams::default();
    params.distinguished_name.push(DnType::CommonName, name);
    change(&mut params);
    params
}

/// The same key as PKCS#1, which PKCS#8 has in it behind 26 bytes where the key has 2048 bits.
fn pkcs1(pkcs8: &KeyPair) -> String {
    section("RSA PRIVATE KEY", &pkcs8.serialize_der()[26..])
}

/// A section of PEM.
fn section(label: &str, der: &[u8]) -> String {
    let text = BASE64_STANDARD.encode(der);
    let lines: Vec<&str> = text.as_bytes().chunks(64).map(|line| std::str::from_utf8(line).unwrap()).collect();
    format!("-----BEGIN {label}-----\n{}\n-----END {label}-----\n", lines.join("\n"))
}

/// The words with which something is refused.
fn refusal(read: Result<Certificate>) -> String {
    let error = read.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Configuration);
    error.to_string()
}

#[test]
fn a_certificate_and_its_key_come_in_one_text_or_two_in_any_order() {
    let (certificate, key) = pem(|_| {});
    let wanted = Certificate::from_pem_pair(&certificate, &key).unwrap().thumbprint();
    for text in [
        format!("{certificate}{key}"),
        format!("{key}{certificate}"),
        format!("subject=app\n\n{key}\nfriendlyName: app\n{certificate}").replace('\n', "\r\n"),
    ] {
        assert_eq!(Certificate::from_pem(text).unwrap().thumbprint(), wanted);
    }
    assert_eq!(Certificate::from_pem_pair(&key, &certificate).unwrap().thumbprint(), wanted);
    assert_eq!((wanted.len(), wanted.to_uppercase() == wanted), (64, true));
}

#[test]
fn a_key_may_be_pkcs1() {
    let key = key(0);
    let certificate = named("app", |_| {}).self_signed(&key).unwrap().pem();
    assert!(Certificate::from_pem_pair(certificate, pkcs1(&key)).is_ok());
}

#[test]
fn the_chain_begins_with_the_keys_certificate_whatever_the_order() {
    let authority = |name: &str| named(name, |params| params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained));
    let generate = || KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256).unwrap();
    let root = CertifiedIssuer::self_signed(authority("root"), generate()).unwrap();
    let middle = CertifiedIssuer::signed_by(authority("middle"), generate(), &root).unwrap();
    let stranger = named("stranger", |_| {}).self_signed(&generate()).unwrap();
    let key = key(0);
    let leaf = named("app", |_| {}).signed_by(&key, &middle).unwrap();
    let chain = [leaf.der().to_vec(), middle.der().to_vec(), root.der().to_vec()];
    for order in [[0, 1, 2, 3], [3, 2, 1, 0], [2, 3, 0, 1]] {
        let all = [&chain[0], &chain[1], &chain[2], &stranger.der().to_vec()].map(|der| section("CERTIFICATE", der));
        let text = order.map(|index: usize| all[index].as_str()).concat();
        let read = Certificate::from_pem_pair(text, key.serialize_pem()).unwrap();
        assert_eq!(read.chain(), chain, "{order:?}");
    }
}

#[test]
fn what_cannot_be_used_is_refused_with_the_reason() {
    let (certificate, key) = pem(|_| {});
    let other = self::key(1).serialize_pem();
    let curve = KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256).unwrap();
    let of_curve = named("app", |_| {}).self_signed(&curve).unwrap().pem();
    let rsa_alone = "Entra ID takes certificates of RSA keys";
    for (certificate, key, why) in [
        (&*certificate, "", "there has to be one private key"),
        (&*certificate, &*format!("{key}{other}"), "there has to be one private key"),
        ("", &*key, "there is no certificate"),
        (&*certificate, &*other, "the private key belongs to another certificate"),
        (&*of_curve, &*curve.serialize_pem(), rsa_alone),
        (&*of_curve, &*section("EC PRIVATE KEY", b"\x30\x00"), rsa_alone),
        (&*of_curve, &*key, rsa_alone),
        (&*certificate, &*section("PRIVATE KEY", b"\x30\x00"), "the private key is not read"),
        (&*section("CERTIFICATE", b"\x30\x00"), &*key, "it is no X.509"),
        (&*certificate, &*section("ENCRYPTED PRIVATE KEY", b"\x30\x00"), "the private key is encrypted"),
        (&*certificate, "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n", "the private key is encrypted"),
        (&*certificate, &key[..key.len() / 2], "the PEM is broken"),
    ] {
        let text = refusal(Certificate::from_pem_pair(certificate, key));
        assert!(text.contains(why), "{why}: {text}");
        let text = refusal(Certificate::from_pem(format!("{certificate}{key}")));
        assert!(text.contains(why), "{why}: {text}");
    }
}

#[test]
fn broken_pem_does_not_show_the_key() {
    let (certificate, key) = pem(|_| {});
    // A line of the key that is no base64 any more.
    let broken = key.replacen("\nMI", "\n-----BEGIN MI", 1).replace("IE", "I~E");
    let error = Certificate::from_pem_pair(&certificate, &broken).unwrap_err();
    let line = key.lines().nth(2).unwrap();
    assert!(!format!("{error} {error:?} {error:#?}").contains(&line[..16]), "{error:?}");
}

#[test]
fn the_end_of_a_certificate_is_known_and_kept() {
    let (certificate, key) = pem(|params| params.not_after = date_time_ymd(2020, 2, 1));
    let certificate = Certificate::from_pem_pair(certificate, key).unwrap();
    let expires = certificate.expires();
    assert_eq!(expires, UNIX_EPOCH + Duration::from_hours(1_580_515_200 / 3600));
    assert!(certificate.require_current(expires - Duration::from_secs(1), ErrorKind::Token).is_ok());
    let before = |days: u64| expires - Duration::from_hours(24 * days);
    assert!(certificate.is_ending(before(29)) && !certificate.is_ending(before(31)));
    let error = certificate.require_current(expires, ErrorKind::Token).unwrap_err();
    let text = error.to_string();
    assert!(
        text.contains("expired on Sat, 01 Feb 2020 00:00:00 GMT") && text.contains(&certificate.thumbprint()),
        "{text}"
    );
}

#[test]
fn debug_shows_which_certificate_and_nothing_of_the_key() {
    let certificate = certificate();
    let text = format!("{certificate:?}");
    assert!(text.contains(&certificate.thumbprint()) && text.len() < 200, "{text}");
}

#[test]
fn a_file_is_named_in_its_errors() {
    let missing = refusal(Certificate::from_file("/nowhere/app.pem", None));
    assert!(missing.contains("/nowhere/app.pem cannot be read"), "{missing}");
    let path = std::env::temp_dir().join(format!("graph-action-{}.pem", uuid::Uuid::new_v4()));
    let (certificate, key) = pem(|_| {});
    std::fs::write(&path, &certificate).unwrap();
    let text = refusal(Certificate::from_file(&path, None));
    assert!(text.contains(path.to_str().unwrap()) && text.contains("one private key"), "{text}");
    std::fs::write(&path, certificate + &key).unwrap();
    assert!(Certificate::from_file(&path, None).is_ok());
    std::fs::write(&path, b"neither").unwrap();
    let text = refusal(Certificate::from_file(&path, None));
    std::fs::remove_file(&path).unwrap();
    assert!(text.contains("PKCS#12"), "{text}");
}

#[cfg(feature = "pkcs12")]
mod pkcs12 {
    use super::*;

    /// The password of the files.
    const PASSWORD: &str = "pass wörd";
    /// What OpenSSL says of the certificate in the files.
    const THUMBPRINT: &str = "4A9CD815CD4E472578601A2D3DD13D16D00B223BEF1BCFCA08D094197CACBAAB";
    /// Encrypted with AES-256, as files are today.
    const AES256: &[u8] = include_bytes!("testdata/aes256.pfx");

    #[test]
    fn files_of_each_age_are_read() {
        for (file, password) in [
            (AES256, PASSWORD),
            (include_bytes!("testdata/legacy.pfx"), PASSWORD),
            (include_bytes!("testdata/triple_des.pfx"), PASSWORD),
            (include_bytes!("testdata/no_password.pfx"), ""),
        ] {
            let read = Certificate::from_pkcs12(file, password).unwrap();
            assert_eq!((read.thumbprint(), read.chain().len()), (THUMBPRINT.to_owned(), 1));
        }
    }

    #[test]
    fn what_is_wrong_with_a_file_is_said() {
        let no_key: &[u8] = include_bytes!("testdata/no_key.pfx");
        for (file, password, why) in [
            (AES256, "another", "the password of the PKCS#12 file is wrong"),
            (AES256, "", "the password of the PKCS#12 file is wrong"),
            (no_key, PASSWORD, "there has to be one private key"),
            (&AES256[..1000], PASSWORD, "no PKCS#12 file, or a damaged one"),
            (b"", PASSWORD, "no PKCS#12 file, or a damaged one"),
            (b"neither", PASSWORD, "no PKCS#12 file, or a damaged one"),
        ] {
            let text = refusal(Certificate::from_pkcs12(file, password));
            assert!(text.contains(why), "{why}: {text}");
            assert!(!text.contains(PASSWORD) && !text.contains("another;"), "{text}");
        }
    }

    #[test]
    fn a_damaged_file_is_an_error_wherever_the_damage_is() {
        for at in (0..AES256.len()).step_by(211) {
            let mut damaged = AES256.to_vec();
            damaged[at] ^= 0x55;
            match Certificate::from_pkcs12(&damaged, PASSWORD) {
                // A byte that nothing hangs on, such as one of a name that is for people.
                Ok(read) => assert_eq!(read.thumbprint(), THUMBPRINT),
                Err(error) => assert_eq!(error.kind(), ErrorKind::Configuration),
            }
        }
    }

    #[test]
    fn a_file_is_told_by_its_content() {
        let path = std::env::temp_dir().join(format!("graph-action-{}.pfx", uuid::Uuid::new_v4()));
        std::fs::write(&path, AES256).unwrap();
        let (read, refused) = (Certificate::from_file(&path, Some(PASSWORD)), Certificate::from_file(&path, None));
        std::fs::remove_file(&path).unwrap();
        assert_eq!(read.unwrap().thumbprint(), THUMBPRINT);
        let text = refusal(refused);
        assert!(text.contains(path.to_str().unwrap()) && text.contains("password"), "{text}");
    }
}
