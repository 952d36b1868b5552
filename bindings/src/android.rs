//! What Android hands over before the first connection: certificates are judged by the system.

use jni::objects::JObject;
use jni::{EnvUnowned, errors::ThrowRuntimeExAndDefault};

/// `org.vestibule.AndroidTrust.initialize`.
#[unsafe(no_mangle)]
pub extern "system" fn Java_org_vestibule_AndroidTrust_initialize<'local>(
    mut env: EnvUnowned<'local>,
    _this: JObject<'local>,
    context: JObject<'local>,
) {
    env.with_env(|env| rustls_platform_verifier::android::init_with_env(env, context))
        .resolve::<ThrowRuntimeExAndDefault>();
}
