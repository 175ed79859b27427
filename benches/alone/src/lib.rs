//! All that a program needs of ram-policy, and nothing else: texts come in, a decision with its whole trace goes out.
//! It is never run, only weighed.

use bench_own::sets::{document, request, user, world};
use ram_policy::trace::Evaluation;

/// Keeps texts and answers alive for who calls.
#[unsafe(no_mangle)]
pub extern "C" fn room(length: usize) -> *mut u8 {
    Box::leak(vec![0; length].into_boxed_slice()).as_mut_ptr()
}

/// Evaluates a question, a few lines of text, in a world with one policy; nothing for what is no question.
///
/// # Safety
///
/// Both texts must lie in rooms of at least these lengths.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn evaluate(
    policy: *const u8,
    policy_length: usize,
    question: *const u8,
    question_length: usize,
) -> Option<Box<Evaluation>> {
    // SAFETY: as the caller promises.
    let texts = unsafe {
        [std::slice::from_raw_parts(policy, policy_length), std::slice::from_raw_parts(question, question_length)]
    };
    let [Ok(policy), Ok(question)] = texts.map(std::str::from_utf8) else { return None };
    let request = request(question, &user("user"))?;
    Some(Box::new(ram_policy::evaluate(&world(&document("policy", policy)), &request)))
}
