internal import CLibWebSockets

/// libwebsockets reports a bad certificate only in its log; this asks OpenSSL first.
enum TLSCheck {
    /// Whether both files can be read and the key is the certificate's.
    static func belongTogether(_ files: GatewayConfiguration.TLSFiles) -> Bool {
        guard let context = SSL_CTX_new(TLS_server_method()) else { return false }
        defer { SSL_CTX_free(context) }
        return SSL_CTX_use_certificate_chain_file(context, files.certificate) == 1
            && SSL_CTX_use_PrivateKey_file(context, files.key, SSL_FILETYPE_PEM) == 1
            && SSL_CTX_check_private_key(context) == 1
    }
}
